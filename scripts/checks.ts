/** One thing that must hold for the whole repository, and the command that finds out. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** A check without which this one has nothing to look at. */
  readonly after?: string;
}

/** In the order in which `pnpm check` runs them: what fails most often and costs least comes first. */
export const checks: readonly Check[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'generated', command: ['node', 'packages/contract/src/gen.ts', '--check'] },
];
