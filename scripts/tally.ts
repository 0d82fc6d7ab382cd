/** How one command of `.ci/run` ended, and what its report counts, where it wrote one. */
export interface Ended {
  readonly status: number;
  readonly passed: number;
  readonly failed: number;
}

/**
 * Adds up. A command can fail with nothing counted as failed (a file that does not load, an unhandled rejection, a crash
 * before the report), and one that counted nothing has shown nothing: each is one failure.
 */
export function tally(commands: readonly Ended[]): { readonly passed: number; readonly failed: number } {
  let passed = 0;
  let failed = 0;
  for (const ended of commands) {
    passed += ended.passed;
    const unseen = ended.status !== 0 || ended.passed === 0 ? 1 : 0;
    failed += Math.max(ended.failed, unseen);
  }
  return { passed, failed };
}
