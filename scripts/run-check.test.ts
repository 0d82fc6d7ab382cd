import { expect, test } from 'vitest';
import { runCheck } from './run-check.ts';

test('a command that exits with 0 passes', async () => {
  const outcome = await runCheck({ name: 'fine', command: ['node', '-e', 'console.log("seen")'] });
  expect(outcome).toMatchObject({ name: 'fine', passed: true, output: 'seen\n' });
});

test('a command that exits otherwise fails, with what it printed on both streams', async () => {
  const script = 'console.log("one"); console.error("two"); process.exitCode = 3';
  const outcome = await runCheck({ name: 'broken', command: ['node', '-e', script] });
  expect(outcome.passed).toBe(false);
  expect(outcome.output).toContain('one');
  expect(outcome.output).toContain('two');
});

test('a command that does not exist or dies is a failed check, not an exception', async () => {
  const absent = await runCheck({ name: 'absent', command: ['no-such-command'] });
  expect(absent).toMatchObject({ passed: false, output: expect.stringContaining('did not start') });
  const killed = await runCheck({ name: 'killed', command: ['node', '-e', 'process.kill(process.pid, 9)'] });
  expect(killed).toMatchObject({ passed: false, output: expect.stringContaining('SIGKILL') });
});
