import { InputError } from '../errors/input-error.ts';

/**
 * Refuses what no option is called, since one that is misspelled would be overlooked, and its default hold; and null, of which
 * nobody knows whether the default was meant.
 *
 * @param options a copy by own keys.
 * @param known the names that there are, each a key of its own.
 * @param what whose options they are, as in "a client".
 * @throws InputError naming the option, never its value.
 */
export function checkOptionNames(
  options: object,
  known: Readonly<Record<string, true>>,
  what: string,
  more: readonly string[] = [],
): void {
  for (const name of Object.keys(options)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined) continue;
    if (Object.hasOwn(known, name) || more.includes(name)) {
      // `fetch` takes a signal that is null, so people have one.
      if (value !== null || name === 'signal') continue;
      throw new InputError(`\`${name}\` is null. Leave it out, or give it a value.`);
    }
    const names = [...more, ...Object.keys(known)].join(', ');
    throw new InputError(`\`${name}\` is no option of ${what}. There are ${names}.`);
  }
}
