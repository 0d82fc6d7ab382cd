import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generate } from './generate.ts';

const packageFolder = join(import.meta.dirname, '../..');
const root = join(packageFolder, '../..');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(packageFolder, '.printed-'));
  await declare('getBox, listEntries');
});

afterEach(() => rm(folder, { recursive: true }));

/** Writes a client's contract whose operations are some of the samples. */
async function declare(names: string, exported = `export { ${names} } from`): Promise<void> {
  const contract = join(folder, 'src/contract');
  await mkdir(contract, { recursive: true });
  const samples = "'../../../src/testing/sample-operations.ts'";
  await writeFile(join(contract, 'some.ts'), `${exported} ${samples};\n`);
  await writeFile(
    join(contract, 'index.ts'),
    `import { ${names} } from ${samples};\nexport const operations = [${names}];\n`,
  );
  await writeFile(
    join(contract, 'openapi.ts'),
    "export const info = { title: 'Boxes', version: '0' };\nexport const servers = [];\nexport const securitySchemes = {};\n",
  );
}

const run = (check = false) => generate(folder, root, check);
const at = (path: string) => join(folder, path);
const inPackage = (paths: readonly string[]) => paths.map((path) => path.slice(path.indexOf('src/gen')));

test('what is generated is formatted, and then nothing differs', async () => {
  expect(await run()).toEqual([]);
  expect(await readFile(at('src/gen/boxes.ts'), 'utf8')).toContain(
    '  get(input: GetBoxInput, options?: CallOptions): Call<Box> {\n',
  );
  expect(await readFile(at('src/gen/boxes.test-d.ts'), 'utf8')).toContain("from '../contract/some.ts';");
  expect(JSON.parse(await readFile(at('openapi.json'), 'utf8'))).toMatchObject({
    openapi: '3.1.1',
    info: { title: 'Boxes' },
  });
  expect(await run(true)).toEqual([]);
});

describe('a check names', () => {
  test('everything before anything is generated', async () => {
    const differing = await run(true);
    expect(differing).toContainEqual(expect.stringMatching(/openapi\.json$/));
    expect(inPackage(differing)).toContain('src/gen/boxes.ts');
    expect(differing.every((path) => path.startsWith('packages/contract/'))).toBe(true);
  });

  test('what was edited, what is missing and what is stale', async () => {
    await run();
    await writeFile(at('src/gen/boxes.ts'), '// edited\n');
    await writeFile(at('src/gen/models/old.ts'), '// stale\n');
    await rm(at('src/gen/entries.ts'));
    expect(inPackage(await run(true))).toEqual([
      'src/gen/boxes.ts',
      'src/gen/entries.ts',
      'src/gen/models/old.ts',
    ]);
    await run();
    expect(await run(true)).toEqual([]);
    await expect(readFile(at('src/gen/models/old.ts'), 'utf8')).rejects.toThrow(/ENOENT/);
  });
});

test('a const that is not named after its id is refused', async () => {
  await declare('getBox', 'export { getBox as readBox } from');
  await expect(run()).rejects.toThrow('boxes.get: the const must be getBox, and is readBox');
});

test('an operation that no file exports is refused', async () => {
  await declare('getBox', 'export { listEntries } from');
  await expect(run()).rejects.toThrow('boxes.get: is not exported');
});

test('a package without operations has nothing to print', async () => {
  await rm(at('src'), { recursive: true });
  expect(await run(true)).toEqual([]);
});
