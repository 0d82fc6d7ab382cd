import { expect, test } from 'vitest';
import { judgeManifest, judgeText, median } from './house-rules.ts';
import { published } from './workspaces.ts';

test.each([
  'const a = b as unknown as C;',
  '// oxlint-disable-next-line no-console',
  '// @ts-ignore',
  "test.skip('later', () => {});",
  "describe.only('now', () => {});",
  "it.skipIf(process.env.CI)('not there', () => {});",
  "const data = '/root/data';",
])('%s is not written here', (line) => {
  expect(judgeText('packages/a/src/b.ts', `const before = 1;\n${line}\n`)).toEqual([
    expect.stringMatching(/^2: /),
  ]);
});

test.each([
  'const a = b as C;',
  'https://example.com/home/page',
  "fetch('/home')",
  "glob('packages/work/a')",
])('%s may be written', (line) => {
  expect(judgeText('packages/a/src/b.ts', line)).toEqual([]);
});

test.each(['const at = Date.now();', 'const began = new Date();', 'now = Date.now'])(
  '%s is written in packages only where the time is told or sent',
  (line) => {
    expect(judgeText('packages/a/src/b.ts', line)).toHaveLength(1);
    expect(judgeText('packages/iot-client/src/streams/moment.ts', line)).toEqual([]);
    expect(judgeText('packages/a/src/b.test.ts', line)).toEqual([]);
    expect(judgeText('packages/a/src/b.ts', ` * ${line}`)).toEqual([]);
  },
);

test('a date that is given is none of the machine’s clock', () => {
  expect(judgeText('packages/a/src/b.ts', 'const at = new Date(text);')).toEqual([]);
});

test('a test may expect a type error, code may not', () => {
  expect(judgeText('packages/a/src/b.test.ts', '// @ts-expect-error: a number')).toEqual([]);
  expect(judgeText('packages/a/src/b.ts', '// @ts-expect-error: a number')).toHaveLength(1);
});

test('prose may show code, and names no machine either', () => {
  expect(judgeText('README.md', 'test.skip')).toEqual([]);
  expect(judgeText('README.md', 'in /root/data it lies')).toHaveLength(1);
});

test('the median is the middle length', () => {
  expect(median([1, 1000, 3])).toBe(3);
  expect(median([4, 1, 2, 3])).toBe(2);
  expect(median([])).toBe(0);
});

test('a package.json that lets zod or a postinstall script through is refused', () => {
  const [core] = published();
  const { manifest, folder } = core!;
  expect(judgeManifest(manifest, folder)).toEqual([]);
  expect(judgeManifest({ ...manifest, dependencies: { zod: '4' } }, folder)).toHaveLength(1);
  expect(judgeManifest({ ...manifest, scripts: { postinstall: 'x' } }, folder)).toHaveLength(1);
  expect(
    judgeManifest({ ...manifest, dependencies: { '@bimodal/auth-core': 'workspace:^' } }, folder),
  ).toHaveLength(1);
});
