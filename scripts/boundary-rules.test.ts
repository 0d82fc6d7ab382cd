import { expect, test } from 'vitest';
import { judgeImport } from './boundary-rules.ts';
import type { Import } from './imports.ts';
import type { Manifest, Workspace } from './workspaces.ts';

const workspace = (folder: string, name: string, manifest: Partial<Manifest> = {}): Workspace => ({
  folder,
  manifest: { name, version: '0.0.0', exports: { '.': './src/index.ts' }, ...manifest },
});
const tools = { '@bimodal/test-equipment': '' };
const ours = { '@bimodal/auth-core': '', '@bimodal/analytics-client': '', '@bimodal/emulator': '' };
const all = [
  workspace('packages/contract', '@bimodal/contract', {
    private: true,
    dependencies: { zod: '' },
    exports: { '.': './src/index.ts', './runtime': './src/runtime.ts' },
  }),
  workspace('packages/auth-core', '@bimodal/auth-core', {
    dependencies: { undici: '' },
    devDependencies: { '@bimodal/contract': '', ...tools },
    imports: { '#transport': { node: './src/undici/a.ts', default: './src/fetch/a.ts' } },
  }),
  workspace('packages/analytics-client', '@bimodal/analytics-client', {
    dependencies: { '@bimodal/auth-core': '' },
    devDependencies: { '@bimodal/contract': '', zod: '', fastify: '' },
  }),
  workspace('packages/emulator', '@bimodal/emulator', {
    dependencies: ours,
    devDependencies: { '@bimodal/contract': '', zod: '' },
  }),
  workspace('packages/test-equipment', '@bimodal/test-equipment', { private: true }),
  workspace('apps/demo', 'demo', { private: true, dependencies: ours, devDependencies: tools }),
  workspace('soak', 'soak', { private: true, dependencies: ours }),
];

function judge(file: string, specifier: string, how: Partial<Import> = {}): string | undefined {
  const home = all.find(({ folder }) => file.startsWith(`${folder}/`));
  if (!home) throw new Error(`${file} is in no package of this test`);
  return judgeImport(file, { specifier, typeOnly: false, dynamic: false, line: 1, ...how }, home, all);
}

test.each([
  ['packages/auth-core/src/a.ts', './b.ts'],
  ['packages/auth-core/src/a/node/b.ts', 'node:util'],
  ['packages/auth-core/src/undici/a.ts', 'undici'],
  ['packages/auth-core/src/a.ts', '#transport'],
  ['packages/auth-core/src/a.test.ts', 'vitest'],
  ['packages/auth-core/tsdown.config.ts', '../../tsdown.base.ts'],
  ['packages/analytics-client/src/index.ts', '@bimodal/auth-core'],
  ['packages/analytics-client/src/contract/reports.ts', '@bimodal/contract'],
  ['packages/analytics-client/src/contract/reports.ts', 'zod'],
  ['packages/analytics-client/src/contract/reports.ts', './fields.ts'],
  ['packages/analytics-client/src/loaded/contract.ts', '@bimodal/contract/runtime'],
  ['packages/emulator/src/index.ts', '@bimodal/contract/runtime'],
  ['packages/emulator/src/options/options-schema.ts', 'zod'],
  ['packages/emulator/src/index.ts', '@bimodal/analytics-client'],
  ['apps/demo/src/main.ts', '@bimodal/emulator'],
  ['packages/auth-core/test/a.test.ts', '@bimodal/test-equipment'],
  ['apps/demo/test/service.ts', '@bimodal/test-equipment'],
  ['soak/src/a.ts', '../../packages/iot-client/test/kill-run.ts'],
])('%s may import %s', (file, specifier) => {
  expect(judge(file, specifier)).toBeUndefined();
});

test.each([
  ['packages/auth-core/src/a.ts', '../../contract/src/index.ts', 'reaches out of its package'],
  ['packages/auth-core/src/a.ts', '../../auth-core-other/x.ts', 'reaches out of its package'],
  ['soak/src/a.ts', '../../packages/auth-core/src/index.ts', 'reaches out of its package'],
  ['packages/auth-core/src/a.ts', '@bimodal/analytics-client', 'may not import'],
  ['packages/analytics-client/src/index.test.ts', '@bimodal/emulator', 'may not import'],
  ['packages/contract/src/a.ts', '@bimodal/auth-core', 'may not import'],
  ['packages/auth-core/src/a.ts', '@bimodal/test-equipment', 'only tests may import'],
  ['apps/demo/src/main.ts', '@bimodal/test-equipment', 'only tests may import'],
  ['packages/analytics-client/test/a.test.ts', '@bimodal/test-equipment', 'not in its package.json'],
  ['packages/auth-core/src/a.ts', '@bimodal/contract', 'types only'],
  ['packages/analytics-client/src/client.ts', '@bimodal/contract', 'the rest needs zod'],
  ['packages/analytics-client/src/client.ts', '@bimodal/contract/runtime', 'only src/loaded/'],
  ['packages/analytics-client/src/loaded/a.ts', '@bimodal/contract', 'the rest needs zod'],
  ['packages/analytics-client/src/loaded/a.ts', '../contract/index.ts', 'loads schemas'],
  ['packages/analytics-client/src/client.ts', './contract/index.ts', 'loads schemas'],
  ['packages/analytics-client/src/client.ts', './loaded/contract.ts', 'import() at the first call'],
  ['packages/analytics-client/src/client.ts', 'zod', 'must be a dependency'],
  ['packages/emulator/src/index.ts', '@bimodal/contract', 'the rest needs zod'],
  ['packages/emulator/src/index.ts', '@bimodal/analytics-client/src/index.ts', 'exports no'],
  ['packages/auth-core/src/a.ts', 'node:util', 'only there on Node'],
  ['packages/auth-core/src/a.ts', 'undici', 'only there on Node'],
  ['packages/auth-core/src/nodes/a.ts', 'undici', 'only there on Node'],
  ['packages/auth-core/src/a.ts', '#other', 'has no import'],
  ['packages/auth-core/src/a.ts', '@bimodal/auth-core', 'its own package by name'],
  ['packages/auth-core/src/a.ts', 'left-pad', 'not in its package.json'],
  ['packages/analytics-client/src/client.ts', 'fastify', 'must be a dependency'],
])('%s may not import %s', (file, specifier, problem) => {
  expect(judge(file, specifier)).toContain(problem);
});

test('types, and what is loaded at the first call, may cross where code may not', () => {
  expect(judge('packages/auth-core/src/a.ts', '@bimodal/contract', { typeOnly: true })).toBeUndefined();
  expect(
    judge('packages/analytics-client/src/client.ts', './loaded/contract.ts', { dynamic: true }),
  ).toBeUndefined();
  expect(
    judge('packages/analytics-client/src/client.ts', './loaded/contract.ts', { typeOnly: true }),
  ).toBeUndefined();
});
