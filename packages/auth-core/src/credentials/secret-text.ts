import { InputError } from '../errors/input-error.ts';

const control = /[\u0000-\u001f\u007f]/;

/**
 * Checks one part of a credential. The message never contains the value.
 *
 * @throws InputError when it is no string, is empty, or has a control character (CR, LF and NUL among them).
 */
export function checkSecretText(value: unknown, what: string): asserts value is string {
  if (typeof value !== 'string')
    throw new InputError(`The ${what} is not a string. Pass it as it was issued.`);
  if (value === '') throw new InputError(`The ${what} is empty. Check where it is read from.`);
  if (control.test(value)) {
    throw new InputError(
      `The ${what} has a control character in it (perhaps a line break at its end). Trim it; its value is not shown.`,
    );
  }
  if (value.trim() !== value) {
    throw new InputError(`The ${what} begins or ends with white space. Trim it; its value is not shown.`);
  }
}

/** @throws InputError for a kind that no credential of this sort has: it would be refused by every operation. */
export function checkKind<K extends string>(kind: K | undefined, kinds: readonly K[], what: string): void {
  if (kind === undefined || kinds.includes(kind)) return;
  throw new InputError(`The \`kind\` of ${what} is one of ${kinds.join(', ')}, or left out.`);
}
