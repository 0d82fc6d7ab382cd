import { expect, it } from 'vitest';
import { expectUnchanged, tried } from './polluted-reads.ts';

it.each([
  ['command', 'NODE_V8_COVERAGE'],
  ['files', 'then'],
  ['limit', 'then'],
])(
  'No name that is read of Object.prototype changes %s',
  async (trial, name) => {
    const report = await tried(trial, [], '/nonexistent');
    expect(report.recorded).toBe(report.clean);
    expect(report.reads).toContain(name);
    await expectUnchanged(report);
  },
  120_000,
);
