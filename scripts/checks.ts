/** One thing that must hold for the whole repository, and the command that finds out. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** A check without which this one has nothing to look at. */
  readonly after?: string;
  /** What it prints is worth reading also where it passes. */
  readonly shown?: boolean;
}

/** In the order in which `pnpm check` runs them: what fails most often and costs least comes first. */
export const checks: readonly Check[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'generated', command: ['node', 'packages/contract/src/gen.ts', '--check'] },
  { name: 'callers-page', command: ['node', 'scripts/callers-page.ts', '--check'] },
  { name: 'contract-lock', command: ['node', 'scripts/contract-lock.ts', '--check'] },
  {
    name: 'spec-coverage',
    command: ['node', 'packages/analytics-client/test/check-spec-coverage.ts'],
    shown: true,
  },
  { name: 'boundaries', command: ['node', 'scripts/check-boundaries.ts'] },
  { name: 'house-rules', command: ['node', 'scripts/check-house-rules.ts'] },
  { name: 'unused', command: ['knip', '--no-progress'] },
  { name: 'build', command: ['turbo', 'run', 'build', '--force', '--output-logs=errors-only'] },
  { name: 'pack', command: ['node', 'scripts/check-pack.ts'], after: 'build' },
  {
    name: 'publint',
    command: ['node', 'scripts/check-tarballs.ts', 'all', 'publint', '--strict'],
    after: 'pack',
  },
  {
    name: 'attw',
    command: ['node', 'scripts/check-tarballs.ts', 'core,client', 'attw', '--profile', 'node16'],
    after: 'pack',
  },
  {
    name: 'attw-emulator',
    command: ['node', 'scripts/check-tarballs.ts', 'emulator', 'attw', '--profile', 'esm-only'],
    after: 'pack',
  },
  { name: 'public-types', command: ['node', 'scripts/check-public-types.ts'], after: 'pack' },
  {
    name: 'consumer-5.9',
    command: ['node', 'scripts/check-consumer.ts', 'node_modules/typescript-5.9/bin/tsc'],
    after: 'pack',
  },
  {
    name: 'consumer-7',
    command: ['node', 'scripts/check-consumer.ts', 'node_modules/typescript/bin/tsc'],
    after: 'pack',
  },
  { name: 'import-cost', command: ['node', 'scripts/check-import-cost.ts'], after: 'pack' },
  { name: 'first-calls', command: ['node', 'scripts/check-first-calls.ts'], after: 'pack' },
  { name: 'runtimes', command: ['node', 'scripts/runtimes.ts', '--packed', 'bun', 'jest'], after: 'pack' },
];
