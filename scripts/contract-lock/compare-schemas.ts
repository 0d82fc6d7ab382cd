import type { JsonSchema } from '../../packages/contract/src/print/json-schema.ts';
import { alternatives, covers, isWord, type Alternatives } from './alternatives.ts';
import { compareBounds } from './compare-bounds.ts';
import type { Change, Level } from './levels.ts';

/** One version of the schemas that others name. */
export type Named = Readonly<Record<string, JsonSchema>>;

/** What users send, or what they are given: the same difference means the opposite. */
export type Direction = 'input' | 'output';

/** What changed for users between two versions of one schema. */
export function compareSchemas(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  named: { readonly before: Named; readonly after: Named },
): readonly Change[] {
  const changes: Change[] = [];
  const seen = new Set<string>();
  const add = (level: Level, where: string, what: string): void => {
    changes.push({ level, what: `${direction}${where}: ${what}` });
  };
  const byName = (schemas: Named) => (ref: string) => schemas[ref.replace('#/$defs/', '')] ?? {};

  const compare = (old: JsonSchema, now: JsonSchema, where: string): void => {
    // A pair of names that is compared already contains itself.
    const pair = `${old.$ref} ${now.$ref}`;
    if (old.$ref !== undefined && now.$ref !== undefined && seen.has(pair)) return;
    seen.add(pair);
    const [was, is] = [alternatives(old, byName(named.before)), alternatives(now, byName(named.after))];
    judgeKinds(was, is, where);
    for (const [kind, one] of was) {
      const other = is.get(kind);
      if (other) compareAlike(one, other, where);
    }
  };

  const judgeKinds = (was: Alternatives, is: Alternatives, where: string): void => {
    const lost = [...was.keys()].filter((kind) => !covers(is, kind));
    const gained = [...is.keys()].filter((kind) => !covers(was, kind));
    const isOpen = gained.every(isWord) && [...was.keys()].some(isWord);
    if (lost.length > 0) add(direction === 'input' ? 'major' : 'minor', where, `no more ${lost.join(', ')}`);
    if (gained.length === 0) return;
    add(direction === 'input' || isOpen ? 'minor' : 'major', where, `may be ${gained.join(', ')}`);
  };

  const compareAlike = (old: JsonSchema, now: JsonSchema, where: string): void => {
    for (const { level, what } of compareBounds(old, now, direction)) add(level, where, what);
    compareFields(old, now, where);
    if (old.items && now.items) compare(old.items, now.items, `${where}[]`);
    const [oldRest, newRest] = [old.additionalProperties, now.additionalProperties];
    if (typeof oldRest === 'object' && typeof newRest === 'object') compare(oldRest, newRest, `${where}.*`);
    old.prefixItems?.forEach((item, at) => compare(item, now.prefixItems?.[at] ?? {}, `${where}[${at}]`));
  };

  const compareFields = (old: JsonSchema, now: JsonSchema, where: string): void => {
    const [was, is] = [old.properties ?? {}, now.properties ?? {}];
    const [had, has] = [new Set(old.required), new Set(now.required)];
    for (const name of Object.keys(was)) {
      const [before, after] = [was[name], is[name]];
      const field = `${where}.${name}`;
      if (!after) add('major', field, 'removed');
      else if (before) compare(before, after, field);
      if (!after || had.has(name) === has.has(name)) continue;
      if (has.has(name)) add(direction === 'input' ? 'major' : 'minor', field, 'is always there now');
      else add(direction === 'input' ? 'minor' : 'major', field, 'may be absent now');
    }
    for (const name of Object.keys(is)) {
      if (was[name]) continue;
      const isDemanded = direction === 'input' && has.has(name);
      add(isDemanded ? 'major' : 'minor', `${where}.${name}`, isDemanded ? 'new, and required' : 'new');
    }
  };

  compare(before, after, '');
  return changes;
}
