import { compareSchemas } from './compare-schemas.ts';
import type { Change, Level } from './levels.ts';
import type { Lock, LockedOperation, LockedSymbol } from './lock.ts';

/** What changed for the users of a package, and what each change means for its version. */
export function compareLocks(before: Lock, after: Lock): readonly Change[] {
  return [
    ...pairs(before.symbols, after.symbols, (entry, was, is) =>
      pairs(was, is, compareSymbols, (name) => `"${entry}" exports ${name}`),
    ),
    ...pairs(before.operations, after.operations, (id, was, is) =>
      compareOperations(was, is, { before: before.schemas, after: after.schemas }).map(({ level, what }) => ({
        level,
        what: `${id}: ${what}`,
      })),
    ),
  ];
}

/** Compares what has the same key; what is gone breaks, what is new does not. */
function pairs<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  compare: (key: string, was: T, is: T) => readonly Change[],
  named: (key: string) => string = (key) => key,
): readonly Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((key) => {
    const [was, is] = [before[key], after[key]];
    if (was === undefined) return [{ level: 'minor' as const, what: `${named(key)}: new` }];
    if (is === undefined) return [{ level: 'major' as const, what: `${named(key)}: removed` }];
    return compare(key, was, is);
  });
}

function compareSymbols(name: string, was: LockedSymbol, is: LockedSymbol): readonly Change[] {
  const changes: Change[] = [];
  const add = (level: Level, what: string): void => {
    changes.push({ level, what: `${name}: ${what}` });
  };
  if (was.kind !== is.kind) add(levelOfKinds(was.kind, is.kind), `was a ${was.kind}, is a ${is.kind}`);
  const [old, now] = [new Set(was.members), new Set(is.members)];
  for (const member of old) {
    if (now.has(member)) continue;
    const isKept = now.has(`${member}?`) || now.has(member.replace('?', ''));
    add('major', isKept ? `${member} is now required, or now optional` : `${member} removed`);
  }
  for (const member of now) {
    if (old.has(member) || old.has(`${member}?`) || old.has(member.replace('?', ''))) continue;
    add('minor', `${member} new`);
  }
  return changes;
}

function levelOfKinds(was: LockedSymbol['kind'], is: LockedSymbol['kind']): Level {
  const types = ['type', 'interface', 'type of class'];
  if (types.includes(was)) return types.includes(is) ? 'patch' : is === 'class' ? 'minor' : 'major';
  return 'major';
}

function compareOperations(
  was: LockedOperation,
  is: LockedOperation,
  named: Parameters<typeof compareSchemas>[3],
): readonly Change[] {
  const changes: Change[] = [];
  const way = `${is.method} ${is.path}`;
  if (`${was.method} ${was.path}` !== way) changes.push({ level: 'minor', what: `is sent as ${way}` });
  if (was.gives !== is.gives)
    changes.push({ level: 'major', what: `gives a ${is.gives}, gave a ${was.gives}` });
  if (was.docs !== is.docs) changes.push({ level: 'patch', what: 'is described in other words' });
  return [
    ...changes,
    ...compareSchemas(was.input, is.input, 'input', named),
    ...compareSchemas(was.output, is.output, 'output', named),
  ];
}
