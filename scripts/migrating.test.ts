import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { root } from './workspaces.ts';

test('every method that the tables of docs/migrating.md name exists', async () => {
  const from = createRequire(`${root}/apps/demo/package.json`);
  const { AnalyticsClient } = (await import(from.resolve('@bimodal/analytics-client'))) as Modules;
  const { IotClient } = (await import(from.resolve('@bimodal/iot-client'))) as Modules;
  const clients: Record<string, object> = { mode: new AnalyticsClient(), cloud: new IotClient() };
  const page = readFileSync(`${root}/docs/migrating.md`, 'utf8');
  const named = [...page.matchAll(/`(\w+)\.(\w+)\.(\w+)\(\{/g)];
  const missing = named.filter(([, name = '', resource = '', method = '']) => {
    const methods: unknown = Reflect.get(clients[name] ?? clients['cloud'] ?? {}, resource);
    return (
      typeof methods !== 'object' || methods === null || typeof Reflect.get(methods, method) !== 'function'
    );
  });
  expect(missing.map(([call]) => call)).toEqual([]);
  expect(named.length).toBeGreaterThan(40);
});

interface Modules {
  readonly AnalyticsClient: new () => object;
  readonly IotClient: new () => object;
}
