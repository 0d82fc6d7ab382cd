import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printContract } from '../print/data/print-contract.ts';
import { samples } from './sample-operations.ts';

const script = join(import.meta.dirname, 'polluted-load.ts');
const folder = mkdtempSync(join(tmpdir(), 'bimodal-contract-'));
const file = join(folder, 'printed.json');
writeFileSync(file, JSON.stringify(printContract(Object.values(samples))));
afterAll(() => rmSync(folder, { recursive: true }));

async function load(...pollution: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, file, ...pollution]);
  return stdout;
}

let clean = '';
beforeAll(async () => {
  clean = await load();
}, 120_000);

test('the clean process says what the others must', () => {
  expect(clean).toContain('/api/acme/boxes/b?deep=true');
});

/** The contract is loaded at the first call, which may be long after somebody's careless merge. */
test.each([
  'workspace',
  'box',
  'wrapper',
  'form',
  'accept',
  'toJSON',
  'is',
  'fields',
  'kind',
  'optional',
  'nullable',
  'options',
  'unknown',
  'expected',
  'kindFits',
  'min',
  'together',
  'refused',
  'wire',
])(
  'Object.prototype.%s, polluted before the contract is loaded, changes nothing',
  async (name) => {
    expect(await load(name, 'evil')).toBe(clean);
  },
  120_000,
);
