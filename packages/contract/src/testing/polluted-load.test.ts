import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

const script = join(import.meta.dirname, 'polluted-load.ts');

async function load(...pollution: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...pollution]);
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
  'type',
  'shape',
  'id',
  'message',
  'abortEarly',
])(
  'Object.prototype.%s, polluted before the contract is loaded, changes nothing',
  async (name) => {
    expect(await load(name, 'evil')).toBe(clean);
  },
  120_000,
);
