import { ownCopy } from '../values/own-copy.ts';
import { redact } from '../redaction/redact.ts';

/** Causes of causes that are told of. */
const deepest = 5;
const ours = Symbol.for('bimodal.error.BimodalError');
const plainOnes = new WeakSet<Error>();

/**
 * What hangs on an error of ours as its `cause`: a copy of the foreign error, of the same class, with its name, message, code
 * and stack, and nothing else. The errors of transports and of vaults carry requests, options and headers, and those a
 * credential. An error of ours is clean, and stays what it is; of what is no error only a text is told.
 *
 * @param clean what is done to each text.
 */
export function plainCause(
  cause: unknown,
  clean: (text: string) => string = (text) => redact(text),
  depth: number = deepest,
): Error | undefined {
  if (typeof cause === 'string') return new Error(clean(cause));
  if (!(cause instanceof Error) || depth === 0) return undefined;
  if (plainOnes.has(cause) || Reflect.get(cause, ours) === true) return cause;
  const copy = new Error(clean(messageOf(cause)));
  plainOnes.add(copy);
  const name = clean(textOf(cause, 'name'));
  Object.setPrototypeOf(copy, Reflect.getPrototypeOf(cause));
  define(copy, 'name', name);
  const code: unknown = Object.hasOwn(cause, 'code') ? Reflect.get(cause, 'code') : undefined;
  if (typeof code === 'number') define(copy, 'code', code, true);
  else if (typeof code === 'string' && code !== '') define(copy, 'code', clean(code), true);
  const inner = Object.hasOwn(cause, 'cause') ? plainCause(cause.cause, clean, depth - 1) : undefined;
  if (inner !== undefined) define(copy, 'cause', inner);
  define(copy, 'stack', [`${name}: ${copy.message}`, ...framesOf(cause)].join('\n'));
  // What its class does to print itself reads what the copy does not have.
  for (const print of ['toJSON', Symbol.for('nodejs.util.inspect.custom')]) {
    if (print in copy) define(copy, print, undefined);
  }
  return copy;
}

/** Connecting to several addresses fails with an error without words, which holds one for each. */
function messageOf(error: Error): string {
  const message = textOf(error, 'message');
  if (message !== '' || !(error instanceof AggregateError)) return message;
  return error.errors.map((each: unknown) => (each instanceof Error ? each.message : '')).join('; ');
}

/** Where it was thrown: the lines of its stack behind the message. */
function framesOf(error: Error): string[] {
  return textOf(error, 'stack')
    .split('\n')
    .filter((line) => /^ +at /.test(line));
}

/** What is a text by its type may be anything: somebody else made the error. */
function textOf(error: Error, key: 'name' | 'message' | 'stack'): string {
  const text: unknown = Reflect.get(error, key);
  return typeof text === 'string' ? text : '';
}

function define(error: Error, key: string | symbol, value: unknown, enumerable = false): void {
  const descriptor = ownCopy({ value, enumerable, configurable: true, writable: true });
  Object.defineProperty(error, key, descriptor);
}
