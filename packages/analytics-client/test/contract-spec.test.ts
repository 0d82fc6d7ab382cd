import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Collection } from '../src/contract/collections.ts';
import { operations } from '../src/contract/index.ts';
import { Query } from '../src/contract/queries.ts';
import { QueryRun } from '../src/contract/query-runs.ts';
import { Report } from '../src/contract/report-schema.ts';
import { ReportRun } from '../src/contract/report-runs.ts';
import { ReportSchedule } from '../src/contract/report-schedules.ts';
import { publishedFields, publishedOperations } from './published.ts';

/** The published spec itself, where it lies beside the repository. */
const specFile = join(import.meta.dirname, '../../../../shared/api/spec/swagger.json');

const Spec = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  definitions: z.record(z.string(), z.object({ properties: z.record(z.string(), z.unknown()).optional() })),
});

const schemas = { Space: Collection, Report, ReportRun, Query, QueryRun, ReportSchedule };

describe('the contract and the published spec', () => {
  it.each(operations.filter((operation) => operation.source === 'documented'))(
    '$id has a documented method and path',
    ({ method, path }) => {
      expect(publishedOperations.flatMap(forms)).toContain(shape(`${method} ${path}`));
    },
  );

  it.each(Object.entries(schemas))('%s has every documented field', (name, schema) => {
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining([...(publishedFields[name] ?? [])]));
  });

  it('compares with what the spec says', () => {
    const spec = existsSync(specFile) ? Spec.parse(JSON.parse(readFileSync(specFile, 'utf8'))) : undefined;
    const paths = Object.entries(spec?.paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(spec ? paths : publishedOperations).toEqual(expect.arrayContaining([...publishedOperations]));
    for (const [name, fields] of Object.entries(publishedFields)) {
      const properties = Object.keys(spec?.definitions[name]?.properties ?? {});
      expect(spec ? properties.filter((field) => !field.startsWith('_')) : fields).toEqual(fields);
    }
  });
});

/** The spec writes two paths in one, and `/api` once too often. */
function forms(published: string): string[] {
  const path = published.replace('(.csv, .json)', '.csv');
  return [path, path.replace('.csv', '.json')].map((form) => shape(form.replace(/ (?!\/api\/)/, ' /api')));
}

/** Parameters have our names, not the spec's. */
function shape(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}
