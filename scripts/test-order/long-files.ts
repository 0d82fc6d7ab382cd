/**
 * The test files that take longest, longest first. A file that is listed too low, or not at all, costs time and nothing
 * else; `pnpm test --reporter=json` says how long each took.
 */
export const longFiles: readonly string[] = [];
