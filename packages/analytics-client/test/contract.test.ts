import { checkOperations } from '@bimodal/contract';
import { roundTrips } from '@bimodal/contract/testing';
import { describe, expect, it } from 'vitest';
import { contract } from '../src/contract/contract.ts';
import * as collections from '../src/contract/collections.ts';
import * as credentials from '../src/contract/credentials.ts';
import { operations } from '../src/contract/index.ts';
import * as queries from '../src/contract/queries.ts';
import * as queryRuns from '../src/contract/query-runs.ts';
import * as reportRuns from '../src/contract/report-runs.ts';
import * as reportSchedules from '../src/contract/report-schedules.ts';
import * as reports from '../src/contract/reports.ts';
import * as results from '../src/contract/results.ts';

const exported: Readonly<Record<string, unknown>> = {
  ...collections,
  ...credentials,
  ...queries,
  ...queryRuns,
  ...reportRuns,
  ...reportSchedules,
  ...reports,
  ...results,
};

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

  it('may all be called with any of the three Basic credentials', () => {
    for (const { callers } of operations) expect(callers).toEqual(['workspace', 'member', 'personal']);
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
    ['reports.create', {}, 'POST', '/api/acme/reports', undefined],
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
  ])('%s %j', (id, input, method, path, body) => {
    expect(encoded(id, input)).toMatchObject({ method, path, body });
  });

  it('asks for HAL, and for files by their own types', () => {
    const place = { report: 'r1', run: 'run1', queryRun: 'q1' };
    expect(encoded('reports.get', { report: 'r1' })).toMatchObject({ accept: 'application/hal+json' });
    expect(encoded('results.csv', place)).toMatchObject({ accept: 'text/csv, */*' });
  });
});
