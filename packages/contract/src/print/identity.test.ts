import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFiles } from '../generate/files.ts';
import { formatted } from '../generate/format.ts';
import { samples } from '../testing/sample-operations.ts';
import { printClient } from './print-client.ts';

const packageFolder = join(import.meta.dirname, '../..');
const root = join(packageFolder, '../..');

/** Each changes one printed file in one way that its schema does not say. */
const mutations: Readonly<Record<string, readonly [file: string, from: RegExp, to: string]>> = {
  'a missing field': ['models/box.ts', /^ {2}tags\?.*\n/m, ''],
  'an extra field': ['models/box.ts', /^ {2}token: string;\n/m, '$&  more?: string | undefined;\n'],
  'a required field made optional': ['models/box.ts', /token: string;/, 'token?: string | undefined;'],
  'an optional field made required': ['models/box.ts', /tags\?: /, 'tags: '],
  'a wrong type': ['models/box.ts', /token: string;/, 'token: number;'],
  'a wrong literal': ['models/box.ts', /1 \| 2 \| 3/, '1 | 2 | 4'],
  'null forgotten': [
    'models/box.ts',
    /tags\?: string\[\] \| null \| undefined/,
    'tags?: string[] | undefined',
  ],
  'null added': ['models/box.ts', /token: string;/, 'token: string | null;'],
  'undefined forgotten': [
    'models/box.ts',
    /tags\?: string\[\] \| null \| undefined/,
    'tags?: string[] | null',
  ],
  'a readonly field': ['models/box.ts', /token: string;/, 'readonly token: string;'],
  'an open enum closed': ['models/box.ts', / \| \(string & \{\}\)/, ''],
  'a known word forgotten': ['models/box.ts', /'open' \| /, ''],
  'unknown made any': ['models/box.ts', /Record<string, unknown>/, 'Record<string, any>'],
  'an index signature': ['models/link.ts', /href: string;/, '$& [key: string]: unknown;'],
  'an array made one': ['models/box.ts', /tags\?: string\[\]/, 'tags?: string'],
  'a recursion cut': ['models/box.ts', /inner\?: Box\[\]/, 'inner?: unknown[]'],
  'an input field missing': ['boxes.ts', /^ {2}deep\?.*\n/m, ''],
  'an input made optional': ['boxes.ts', /^ {2}box: string;/m, '  box?: string | undefined;'],
  'an input enum opened': ['boxes.ts', /'name' \| 'size'/, "'name' | 'size' | (string & {})"],
  'void made unknown': ['boxes.test-d.ts', /Same<void,/, 'Same<unknown,'],
  'an inline output field missing': ['sessions.ts', /^ {2}userId: number;\n/m, ''],
};

const authCore = `declare module '@bimodal/auth-core' {
  export interface CallOptions { readonly timeout?: number }
  export type Call<T> = Promise<T>;
  export interface ByteStream { text(): Promise<string> }
  export interface List<T, I> { items: T[]; next: I }
  export interface Caller {
    call<T>(operation: string, input: unknown, options?: CallOptions): Call<T>;
    list<T, I>(operation: string, input: I, options?: CallOptions): List<T, I>;
    bytes(operation: string, input: unknown, options?: CallOptions): Call<ByteStream>;
  }
}
`;

let folder = '';
let output = '';

beforeAll(async () => {
  const declared = Object.entries(samples).map(([constName, operation]) => ({
    operation,
    constName,
    file: 'boxes.ts',
  }));
  const printed = await formatted(printClient(declared), root);
  folder = await mkdtemp(join(packageFolder, '.printed-'));
  const everything = new Map<string, string>([
    ['auth-core.d.ts', authCore],
    ['tsconfig.json', JSON.stringify({ extends: '../../../tsconfig.base.json', include: ['**/*.ts'] })],
  ]);
  const variants: readonly (readonly [string, ReadonlyMap<string, string>])[] = [
    ['as printed', printed],
    ...Object.entries(mutations).map(([name, mutation]) => [name, mutated(printed, mutation)] as const),
  ];
  for (const [name, files] of variants) {
    const place = name.replaceAll(' ', '-');
    everything.set(
      `${place}/contract/boxes.ts`,
      "export * from '../../../src/testing/sample-operations.ts';\n",
    );
    for (const [path, text] of files) everything.set(`${place}/gen/${path}`, text);
  }
  await writeFiles(folder, everything);
  output = await compile(folder);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('what is printed compiles, and is what the schemas say', () => {
  expect(output).not.toMatch(/^error/m);
  expect(errorsOf('as printed')).toEqual([]);
});

test.each(Object.keys(mutations))('%s does not compile', (name) => {
  const errors = errorsOf(name);
  expect(errors).not.toEqual([]);
  for (const error of errors) expect(error).toMatch(/\.test-d\.ts\(\d+,\d+\): error TS2344: Type 'false'/);
});

function mutated(
  printed: ReadonlyMap<string, string>,
  [file, from, to]: readonly [string, RegExp, string],
): ReadonlyMap<string, string> {
  const text = printed.get(file) ?? '';
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${from} is not in ${file}:\n${text}`);
  return new Map(printed).set(file, changed);
}

function compile(project: string): Promise<string> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  // It exits with a failure, as it must: the mutations do not compile.
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [tsc, '-p', project, '--pretty', 'false'],
      { cwd: project },
      (_error, stdout) => {
        resolve(stdout);
      },
    );
  });
}

function errorsOf(variant: string): readonly string[] {
  const start = `${variant.replaceAll(' ', '-')}/`;
  return output.split('\n').filter((line) => line.startsWith(start));
}
