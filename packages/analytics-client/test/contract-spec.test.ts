import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Account } from '../src/contract/accounts.ts';
import { AuditLogEntry } from '../src/contract/audit-logs.ts';
import { Chart } from '../src/contract/charts.ts';
import { CollectionMembership } from '../src/contract/collection-memberships.ts';
import { Collection } from '../src/contract/collections.ts';
import { DataSource, SchemaUpdate } from '../src/contract/data-source-schema.ts';
import { DatasetRun } from '../src/contract/dataset-runs.ts';
import { Definition } from '../src/contract/definitions.ts';
import { FormField } from '../src/contract/form-fields.ts';
import { GroupMembership } from '../src/contract/group-memberships.ts';
import { Group } from '../src/contract/groups.ts';
import { operations } from '../src/contract/index.ts';
import { Invite } from '../src/contract/invites.ts';
import { Membership } from '../src/contract/memberships.ts';
import { Query } from '../src/contract/queries.ts';
import { QueryRun } from '../src/contract/query-runs.ts';
import { ReportFilter } from '../src/contract/report-filters.ts';
import { ReportRun } from '../src/contract/report-runs.ts';
import { Report } from '../src/contract/report-schema.ts';
import { ReportSchedule } from '../src/contract/report-schedules.ts';
import { ReportSubscription } from '../src/contract/report-subscriptions.ts';
import { publishedFields } from './published-fields.ts';
import { publishedDiscovery, publishedRest } from './published-operations.ts';
import { operationsIn, readSpec } from './read-spec.ts';
import { coverage, differences, isPublished, unprinted } from './spec-coverage.ts';

/** The published specs themselves, where they lie beside the repository; what was copied from them otherwise. */
const folder = join(import.meta.dirname, '../../../../shared/api/spec');
const specOf = (file: string) => (existsSync(join(folder, file)) ? readSpec(join(folder, file)) : undefined);
const rest = specOf('swagger.json');
const discovery = specOf('batch-swagger.json');
const published = [...publishedRest, ...publishedDiscovery];

const schemas = {
  Space: Collection,
  Report,
  ReportRun,
  Query,
  QueryRun,
  ReportSchedule,
  Account,
  Chart,
  DataSource,
  DataSourceSchemaUpdate: SchemaUpdate,
  DatasetRun,
  Definition,
  Invite,
  Membership,
  FormField,
  ReportFilter,
  ReportSubscription,
  SpaceMembership: CollectionMembership,
  UserGroup: Group,
  UserGroupMembership: GroupMembership,
  AuditLog: AuditLogEntry,
};

describe('the contract and the published specs', () => {
  it('has all 94 operations of the REST API', () => {
    expect(coverage(rest ? operationsIn(rest) : publishedRest, operations)).toEqual({
      covered: 94,
      total: 94,
      missing: [],
    });
  });

  it('has all 8 operations of the Discovery API', () => {
    const wanted = discovery ? operationsIn(discovery) : publishedDiscovery;
    expect(coverage(wanted, operations)).toEqual({ covered: 8, total: 8, missing: [] });
  });

  it('would see that one is missing', () => {
    const fewer = operations.filter(({ id }) => id !== 'reports.purge' && id !== 'collections.update');
    expect(coverage(publishedRest, fewer).missing).toEqual([
      'POST /{account}/reports/purge',
      'POST /{workspace}/spaces/{space}',
    ]);
  });

  it('says why it differs, where the spec has what it differs from and we have the other', () => {
    for (const { published: theirs, ours, reason } of differences) {
      expect(publishedRest).toContain(theirs.replace('/api', ''));
      expect(operations.map(({ method, path }) => `${method} ${path}`)).toContain(ours);
      expect(reason).toMatch(/\w{3}.*\.$/);
    }
  });

  it.each(operations)('$id is documented if it says so', (operation) => {
    const isPrinted = !unprinted.some(({ id }) => id === operation.id);
    expect(isPublished(operation, published) && isPrinted).toBe(operation.source === 'documented');
  });

  it.each(Object.entries(schemas))('%s has every documented field', (name, schema) => {
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining([...(publishedFields[name] ?? [])]));
  });

  it('compares with what the specs say', () => {
    expect(rest ? operationsIn(rest) : publishedRest).toEqual(publishedRest);
    expect(discovery ? operationsIn(discovery) : publishedDiscovery).toEqual(publishedDiscovery);
    expect(Object.keys(publishedFields).toSorted()).toEqual(Object.keys(schemas).toSorted());
    for (const [name, fields] of Object.entries(publishedFields)) {
      const properties = Object.keys(rest?.definitions[name]?.properties ?? {});
      expect(rest ? properties.filter((field) => !field.startsWith('_')) : fields).toEqual(fields);
    }
  });
});
