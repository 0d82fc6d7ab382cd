import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishedDiscovery, publishedRest } from './published-operations.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-specs-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Said {
  readonly code: number;
  readonly stdout: string;
}

/** The check, with the specs of a folder. */
async function check(specs: string): Promise<Said> {
  const script = join(import.meta.dirname, 'check-spec-coverage.ts');
  const run = promisify(execFile)(process.execPath, [script, specs]);
  return run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: Said) => error,
  );
}

async function write(file: string, operations: readonly string[]): Promise<void> {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(/ (.*)/s);
    paths[path] = { ...paths[path], [method.toLowerCase()]: {} };
  }
  await writeFile(join(folder, file), JSON.stringify({ paths, definitions: {} }));
}

it('says that it compared with no spec where there is none, and passes', async () => {
  const { code, stdout } = await check(join(folder, 'nowhere'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^NOT COMPARED with the published specs: /);
  expect(stdout).toContain('\n94/94 REST, 8/8 Discovery; ');
  expect(stdout).toContain('on purpose: PATCH /api/{workspace}/spaces/{collection} for POST ');
});

it('compares openapi.json with the specs where they are, and fails where one has more', async () => {
  await write('swagger.json', publishedRest);
  await write('batch-swagger.json', publishedDiscovery);
  const same = await check(folder);
  expect(same.stdout).toMatch(/^94\/94 REST, 8\/8 Discovery; /);
  await write('batch-swagger.json', [...publishedDiscovery, 'GET /batch/{workspace}/flights']);
  const more = await check(folder);
  expect(more.code).toBe(1);
  expect(more.stdout).toMatch(/^94\/94 REST, 8\/9 Discovery; /);
  expect(more.stdout).toContain('\nmissing: GET /batch/{workspace}/flights\n');
});
