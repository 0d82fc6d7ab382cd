import type { Check } from './checks.ts';

/** The named checks, in running order and with those that they come after; all of them where none is named. */
export function select(checks: readonly Check[], names: readonly string[]): readonly Check[] {
  if (names.length === 0) return checks;
  const wanted = new Set<string>();
  const want = (name: string): void => {
    const check = checks.find((candidate) => candidate.name === name);
    if (!check) throw new Error(`There is no check "${name}"; \`pnpm check --list\` names them.`);
    wanted.add(name);
    if (check.after !== undefined) want(check.after);
  };
  for (const name of names) want(name);
  return checks.filter((check) => wanted.has(check.name));
}
