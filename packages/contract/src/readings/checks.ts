import type { z } from 'zod';

/** A check that can be printed as data. */
export type Said =
  | { readonly refused: string; readonly says: string }
  | { readonly together: readonly [string, string]; readonly says: string };

type Check<T> = z.core.CheckFn<T>;

const said = new WeakMap<object, Said>();

/** What a check of zod's says of itself as data; undefined for one that says nothing. */
export function saidBy(runs: object): Said | undefined {
  const check: unknown = Reflect.get(runs, 'check');
  return typeof check === 'function' ? said.get(check) : undefined;
}

/** For `z.string().check()`: refuses text that matches, in these words. */
export function refuse(pattern: RegExp, says: string): Check<string> {
  const check: Check<string> = (payload) => {
    if (pattern.test(payload.value)) add(payload, says, []);
  };
  said.set(check, { refused: pattern.source, says });
  return check;
}

/** For `z.object().check()`: both fields or neither. The first is told. */
export function together(
  first: string,
  second: string,
  says: string,
): Check<Readonly<Record<string, unknown>>> {
  const check: Check<Readonly<Record<string, unknown>>> = (payload) => {
    const [one, other] = [first, second].map((name) => payload.value[name] === undefined);
    if (one !== other) add(payload, says, [first]);
  };
  said.set(check, { together: [first, second], says });
  return check;
}

/** Goes on with other checks, as zod's own bounds do. */
function add(payload: z.core.ParsePayload, message: string, path: PropertyKey[]): void {
  payload.issues.push({ code: 'custom', input: payload.value, message, path, continue: true });
}
