import type { Lines } from '../lines.ts';

const checking = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** As many arguments as any engine takes at once. */
const atOnce = 4096;

/** Room for bytes. */
export function room(size: number): Uint8Array {
  return new Uint8Array(size);
}

/** Bytes as lines, undefined where they are not UTF-8. */
export function linesOf(bytes: Uint8Array): Lines | undefined {
  const text = decoded(bytes);
  if (text === undefined) return undefined;
  return {
    bytes,
    // A text of as many characters as it has bytes is ASCII.
    characters: text.length === bytes.length ? text : latin1(bytes),
    utf8: (from, to) => decoder.decode(bytes.subarray(from, to)),
  };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return checking.decode(bytes);
  } catch {
    return undefined;
  }
}

/** By hand: what a `TextDecoder` calls Latin-1 is not it, and not every runtime has it. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += atOnce)
    text += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return text;
}
