import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const progress = new URL('progress.ts', import.meta.url).href;
const work = (total: string): string => `
  const { progressBar } = await import(${JSON.stringify(progress)});
  const bar = progressBar();
  bar.start('Reports', ${total});
  bar.advance();
  bar.stop();`;

async function told(total: string, isTerminal: boolean): Promise<string> {
  const terminal = isTerminal ? 'process.stderr.isTTY = true; process.stderr.columns = 80;' : '';
  const script = ['--input-type=module', '--eval', terminal + work(total)];
  return (await promisify(execFile)(process.execPath, script)).stderr;
}

test('leaves a terminal as it is, wherever it is killed', async () => {
  const said = await told('2', true);
  expect(said).toContain('1 of 2');
  // Neither wrapping nor the cursor is switched off.
  expect(said).not.toMatch(/\u001b\[\?(7|25)l/);
});

test('says how far the work is where nobody knows how much it is, and where there is no terminal', async () => {
  expect(await told('undefined', false)).toContain('Reports: 1 so far');
  expect(await told('2', false)).toMatch(/Reports: .* 1 of 2,/);
});
