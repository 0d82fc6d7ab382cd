/**
 * `pnpm check`: runs every check, or those named, says how each went, and does not stop at the first that fails.
 * `pnpm check --list` names them.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checks } from './checks.ts';
import { excerpt } from './excerpt.ts';
import { runCheck, type Outcome } from './run-check.ts';
import { select } from './select-checks.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false } },
});

if (values.list) {
  for (const check of checks) console.log(`${check.name.padEnd(16)} ${check.command.join(' ')}`);
  process.exit(0);
}

process.chdir(`${import.meta.dirname}/..`);
const env = {
  ...process.env,
  NO_COLOR: '1',
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
};
const outcomes: Outcome[] = [];
for (const check of select(checks, positionals)) {
  const missing =
    check.after !== undefined && outcomes.some(({ name, passed }) => name === check.after && !passed);
  const outcome = missing
    ? {
        name: check.name,
        passed: false,
        seconds: 0,
        output: `not run: it looks at what \`${check.after}\` makes\n`,
      }
    : await runCheck(check, env);
  outcomes.push(outcome);
  console.log(`${outcome.passed ? 'ok  ' : 'FAIL'} ${outcome.name} (${outcome.seconds.toFixed(1)} s)`);
  if (!outcome.passed || check.shown) console.log(excerpt(outcome.output).replaceAll(/^/gm, '     '));
}

const passed = outcomes.filter((outcome) => outcome.passed).length;
const failed = outcomes.length - passed;
console.log(`\n${passed} checks passed, ${failed} failed`);
const report = process.env['BIMODAL_CHECK_REPORT'];
if (report) writeFileSync(report, JSON.stringify({ passed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
