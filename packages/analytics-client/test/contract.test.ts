import { checkOperations } from '@bimodal/contract';
import { roundTrips } from '@bimodal/contract/testing';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../src/loaded/contract.ts';
import { operations } from '../src/contract/index.ts';

const folder = join(import.meta.dirname, '../src/contract');
const files = readdirSync(folder).filter((file) => file !== 'operations.ts' && file !== 'index.ts');
const modules: readonly object[] = await Promise.all(files.map((file) => import(join(folder, file))));
const exported: Readonly<Record<string, unknown>> = Object.assign({}, ...modules);

describe('the operations', () => {
  it('are in order, and named after their ids', () => {
    expect(() => checkOperations(operations, exported)).not.toThrow();
  });

  it('are all listed', () => {
    const declared = Object.values(exported).filter((value) => Object(value).path !== undefined);
    expect(new Set(operations)).toEqual(new Set(declared));
  });

  it.each(operations)('$id comes back from the wire as it was given', (operation) => {
    expect(() => roundTrips(operation)).not.toThrow();
  });

  const anybody = ['workspace', 'member', 'personal'];
  const people = ['member', 'personal'];

  it.each([
    ['reportRuns.clone', people],
    ['reportRuns.duplicate', people],
    ['invites.create', people],
    ['auditLogs.list', ['workspace', 'personal?']],
    ['memberships.list', ['workspace', 'personal', 'member?']],
    ['accounts.get', [...anybody, 'nobody']],
    ['accounts.current', []],
    ['discovery.listReports', ['discovery']],
    ['reports.get', anybody],
  ])('%s may be called by %j', (id, callers) => {
    expect(contract.find(id)?.callers).toEqual(callers);
  });

  it('may otherwise all be called with any of the three Basic credentials', () => {
    const others = operations.filter(({ callers }) => callers?.join() !== anybody.join());
    expect(others.map(({ id }) => id).filter((id) => !id.startsWith('discovery.'))).toEqual([
      'accounts.get',
      'accounts.current',
      'reportRuns.clone',
      'reportRuns.duplicate',
      'memberships.list',
      'invites.create',
      'auditLogs.list',
    ]);
  });
});

describe('on the wire', () => {
  const defaults = { workspace: 'acme' };
  const encoded = (id: string, input: object): unknown => {
    const operation = contract.find(id);
    if (operation === undefined) throw new Error(`No operation ${id}`);
    return contract.encode(operation, input, defaults).request;
  };

  it.each([
    ['credentials.verify', {}, 'GET', '/api/verify', undefined],
    [
      'reports.listInCollection',
      { collection: 'c1', page: 2 },
      'GET',
      '/api/acme/spaces/c1/reports?page=2',
      undefined,
    ],
    ['reports.get', { workspace: 'other', report: 'r/1' }, 'GET', '/api/other/reports/r%2F1', undefined],
    ['reports.archive', { report: 'r1' }, 'PATCH', '/api/acme/reports/r1/archive', undefined],
    ['reports.create', {}, 'POST', '/api/acme/reports', '{}'],
    [
      'reports.create',
      { space_token: 'abc123def456' },
      'POST',
      '/api/acme/reports',
      '{"space_token":"abc123def456"}',
    ],
    [
      'reports.update',
      { report: 'r1', name: 'New' },
      'PATCH',
      '/api/acme/reports/r1',
      '{"report":{"name":"New"}}',
    ],
    [
      'reportRuns.create',
      { report: 'r1', parameters: { n: 1 } },
      'POST',
      '/api/acme/reports/r1/runs',
      '{"parameters":{"n":1}}',
    ],
    [
      'reportSchedules.delete',
      { report: 'r1', schedule: 's1' },
      'DELETE',
      '/api/acme/reports/r1/schedules/s1',
      undefined,
    ],
    [
      'reportSchedules.create',
      { report: 'r1', cron: { freq: 'daily' } },
      'POST',
      '/api/acme/reports/r1/schedules',
      '{"report_schedule":{"cron":{"freq":"daily"}}}',
    ],
    [
      'queries.create',
      { report: 'r1', data_source_id: 7, raw_query: 'SELECT 1' },
      'POST',
      '/api/acme/reports/r1/queries',
      '{"query":{"data_source_id":7,"raw_query":"SELECT 1"}}',
    ],
    [
      'collections.update',
      { collection: 'c1', name: 'N' },
      'PATCH',
      '/api/acme/spaces/c1',
      '{"space":{"name":"N"}}',
    ],
    [
      'reports.purge',
      { time: '2026-01-01', in_progress: false },
      'POST',
      '/api/acme/reports/purge?time=2026-01-01&in_progress=false',
      undefined,
    ],
    [
      'reportRuns.refreshDatasets',
      { report: 'r1', dataset_tokens: [{ token: 'd1' }] },
      'POST',
      '/api/acme/reports/r1/runs',
      '{"report":{"dataset_tokens":[{"token":"d1"}]}}',
    ],
    [
      'reportRuns.duplicate',
      { report: 'r1', run: 'n1', collection_id: 'c1' },
      'POST',
      '/api/acme/reports/r1/runs/n1/duplicates?collection_id=c1',
      undefined,
    ],
    [
      'datasetFieldDescriptions.create',
      { dataset: 'd1', name: 'a', desc: 'b' },
      'POST',
      '/api/acme/datasets/d1/field_descriptions',
      '{"name":"a","desc":"b"}',
    ],
    [
      'reportSubscriptions.create',
      { report: 'r1', csv_attachments_enabled: true },
      'POST',
      '/api/acme/reports/r1/subscriptions',
      '{"report_subscription":{"csv_attachments_enabled":true}}',
    ],
    [
      'definitions.execute',
      { token: 'd1', definition: { source: 'SELECT 1' }, limit: true },
      'PUT',
      '/api/acme/definitions/d1/execute',
      '{"definition":{"source":"SELECT 1"},"limit":true}',
    ],
    [
      'invites.create',
      { invitee: { email: 'a@b.c' }, message: 'Hi' },
      'POST',
      '/api/acme/invites',
      '{"invite":{"invitee":{"email":"a@b.c"},"message":"Hi"}}',
    ],
    [
      'discovery.listReports',
      { include_spaces: 'all' },
      'GET',
      '/batch/acme/reports?include_spaces=all',
      undefined,
    ],
  ])('%s %j', (id, input, method, path, body) => {
    expect(encoded(id, input)).toMatchObject({ method, path, body });
  });

  it('asks for HAL, and for files by their own types', () => {
    const place = { report: 'r1', run: 'run1', queryRun: 'q1' };
    expect(encoded('reports.get', { report: 'r1' })).toMatchObject({ accept: 'application/hal+json' });
    expect(encoded('results.csv', place)).toMatchObject({ accept: 'text/csv, */*' });
  });

  it('asks for plain JSON where HAL is refused', () => {
    const between = { start_timestamp: '2026-01-01T00:00:00Z', end_timestamp: '2026-01-02T00:00:00Z' };
    expect(encoded('auditLogs.list', between)).toMatchObject({ accept: 'application/json' });
  });

  const issuesOf = (id: string, input: object): unknown => {
    const operation = contract.find(id);
    return operation && contract.encode(operation, input, defaults).issues;
  };

  it('tells a token from a numeric id', () => {
    const input = { report: 'aaaaaaaaaaaa', data_source_id: 'bbbbbbbbbbbb', raw_query: 'SELECT 1' };
    expect(issuesOf('queries.create', input)).toEqual([
      {
        path: 'data_source_id',
        message: 'is the numeric id, not the token: `id` of dataSources.get({ dataSource: token }) has it',
      },
    ]);
    expect(issuesOf('queries.create', { ...input, data_source_id: '34499' })).toBeUndefined();
    expect(issuesOf('reports.get', { report: '2934237' })).toEqual([
      { path: 'report', message: expect.stringMatching(/^is the token, not the numeric id: /) },
    ]);
    expect(issuesOf('reports.get', { report: '123456789012' })).toBeUndefined();
  });

  it('selects definitions only by both parts of the filter', () => {
    expect(issuesOf('definitions.list', { filter: 'by_tokens' })).toHaveLength(1);
    expect(issuesOf('definitions.list', { tokens: ['aaaaaaaaaaaa'] })).toHaveLength(1);
    expect(encoded('definitions.list', { filter: 'by_tokens', tokens: ['a', 'b'] })).toMatchObject({
      path: '/api/acme/definitions?filter=by_tokens&tokens=a,b',
    });
  });
});
