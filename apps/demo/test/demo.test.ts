import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '../src/main.ts');
const run = promisify(execFile);

async function demo(...options: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...options], {
    timeout: 60_000,
  });
}

describe('pnpm demo', { timeout: 120_000 }, () => {
  it('tells the whole story as facts, one JSON object a line', async () => {
    const { stdout } = await demo('--json');
    const facts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (name: string): Record<string, unknown>[] => facts.filter(({ fact }) => fact === name);

    expect(of('credential.verified').map(({ kind }) => kind)).toEqual(['workspace', 'project key']);
    expect(of('run.progress').length).toBeGreaterThan(0);
    expect(of('run.finished')).toMatchObject([{ state: 'succeeded' }]);
    const rows = of('run.row');
    expect(rows).toHaveLength(12);
    expect(
      rows.every((row) => /^[A-Z]{3}$/.test(String(row['origin'])) && Number(row['flights']) >= 20_000),
    ).toBe(true);
    const delays = rows.map((row) => Number(row['mean_delay_minutes']));
    expect(delays).toEqual(delays.toSorted((a, b) => b - a));

    expect(of('event.received')).toHaveLength(24);
    expect(of('command.sent').map(({ on }) => on)).toEqual([true, false]);
    expect(of('command.obeyed').map(({ on }) => on)).toEqual([true, false]);
    expect(of('mistake').map(({ what, error, sent }) => [what, error, sent])).toEqual([
      ['a wrong secret', 'AuthenticationError', true],
      ['an unknown report', 'NotFoundError', true],
      ['a wrong kind of key', 'CallerError', false],
      ['a wrong key', 'AuthenticationError', true],
    ]);
    expect(facts.at(-1)).toMatchObject({ fact: 'done' });
  });

  it('tells it to people in 80 columns', async () => {
    const { stdout } = await demo();
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain('What mistakes look like');
  });

  it('says how it is used when it is asked for something else', async () => {
    await expect(demo('--yaml')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
  });
});
