import { expect, test } from 'vitest';
import { judgePackage, type Packed } from './judge-package.ts';

const manifest: Packed['manifest'] = {
  name: '@bimodal/box',
  version: '1.0.0',
  sideEffects: false,
  engines: { node: '>=22.19' },
  repository: { url: 'git+https://example.com/box.git', directory: 'packages/box' },
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  bin: { box: './dist/cli.js' },
  dependencies: { '@bimodal/lid': '1.0.0', undici: '^8.0.0' },
};
const present = ['package.json', 'README.md', 'LICENSE', 'dist/index.d.ts', 'dist/index.js', 'dist/cli.js'];
const files = (...others: string[]) => new Map([...present, ...others].map((path) => [path, '']));
const bound = { packed: 1, unpacked: 1 };
const judge = (changed: Partial<Packed>, most = bound) =>
  judgePackage({ manifest, size: 1000, files: files(), ...changed }, most);
const says = (changed: object) => judge({ manifest: { ...manifest, ...changed } });

test('what holds all that is needed and no more is right', () => {
  expect(judge({})).toEqual([]);
});

test.each(['src/index.ts', 'dist/box.test.js', 'dist/index.js.map', 'CHANGELOG.md', 'contract.lock.json'])(
  '%s is not needed',
  (path) => {
    expect(judge({ files: files(path) })).toEqual([`${path} is not needed`]);
  },
);

test.each(['README.md', 'LICENSE', 'dist/index.d.ts', 'dist/cli.js'])('%s is missing', (path) => {
  const rest = files();
  rest.delete(path);
  expect(judge({ files: rest })).toEqual([`${path} is missing`]);
});

test('a pointer to a source map is found', () => {
  const mapped = files().set('dist/index.js', 'code();\n//# sourceMappingURL=index.js.map\n');
  expect(judge({ files: mapped })).toEqual(['dist/index.js points to a source map, and none is published']);
});

test.each([
  [{ repository: undefined }, 'no repository'],
  [{ engines: undefined }, 'no engines'],
  [{ sideEffects: undefined }, 'sideEffects is not false'],
  [{ scripts: { postinstall: 'node x.js' } }, 'postinstall would run at installation'],
  [{ dependencies: { zod: 'catalog:' } }, 'zod is catalog:, which npm cannot install'],
  [{ dependencies: { '@bimodal/lid': '^1.0.0' } }, '@bimodal/lid is no exact version'],
])('%j is refused', (changed, problem) => {
  expect(says(changed)).toEqual([problem]);
});

test('what is larger than its bound, or has none, is refused', () => {
  expect(judge({ size: 1025 })).toEqual(['packed 1 KiB, more than 1']);
  expect(judge({ files: files().set('README.md', 'x'.repeat(2048)) })).toEqual([
    'unpacked 2 KiB, more than 1',
  ]);
  expect(judgePackage({ manifest, size: 1, files: files() }, undefined)).toHaveLength(1);
});
