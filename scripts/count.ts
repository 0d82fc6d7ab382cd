/** `node scripts/count.ts <reports> <status of the tests> <status of the checks>` prints the last line of `.ci/run`. */
import { existsSync, readFileSync } from 'node:fs';
import { tally, type Ended } from './tally.ts';

interface Counts {
  readonly passed?: number;
  readonly failed?: number;
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
}

const [reports = '.', tests = '1', checks = '1'] = process.argv.slice(2);

function ended(status: string, file: string): Ended {
  const path = `${reports}/${file}`;
  const counts = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Counts) : {};
  return {
    status: Number(status),
    passed: counts.passed ?? counts.numPassedTests ?? 0,
    failed: counts.failed ?? counts.numFailedTests ?? 0,
  };
}

const { passed, failed } = tally([ended(tests, 'tests.json'), ended(checks, 'checks.json')]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
