import { existsSync, globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ensureDataHome } from './scripts/test-run/data-home.ts';
import { LongestFirst } from './scripts/test-run/longest-first.ts';

const folders = globSync(['packages/*', 'apps/*', 'bench', 'conformance', 'soak', 'scripts'])
  .filter((folder) => existsSync(`${folder}/package.json`) || folder === 'scripts')
  .toSorted();

ensureDataHome();

/** `.ci/run` counts the tests from this file; nobody else needs it. */
const report = process.env['BIMODAL_TEST_REPORT'];

export default defineConfig({
  cacheDir: '.vitest',
  test: {
    pool: 'forks',
    // Most tests wait for sockets and processes: with one worker a core, the cores are idle half of the time.
    maxWorkers: 2 * availableParallelism(),
    sequence: { sequencer: LongestFirst },
    execArgv: ['--unhandled-rejections=strict'],
    // No test reads the profiles of whoever runs it.
    env: { XDG_CONFIG_HOME: '/var/empty/bimodal-tests' },
    // How long something may hang, not how long it takes: tests end when what they wait for is there, and a machine may be busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 10_000,
    expect: { poll: { timeout: 60_000 } },
    // PostgreSQL and Chromium, prepared for all workers when the first asks.
    globalSetup: 'packages/test-equipment/src/run/setup.ts',
    allowOnly: false,
    passWithNoTests: false,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: folders.map((folder) => ({
      extends: true as const,
      test: {
        name: folder.replace(/^(packages|apps)\//, ''),
        root: folder,
        include: ['**/*.test.ts'],
        exclude: ['**/node_modules/**', '**/dist/**'],
      },
    })),
  },
});
