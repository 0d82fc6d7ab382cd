import { gap } from './islands.ts';
import type { View } from './view.ts';

/** A text in the form in which texts are compared, and where in the original each of its characters is. */
export interface Canonical {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What no comparison looks at: white space (a form writes it as `+`), control and invisible characters, accents. */
const ignored = /[\s+\p{C}\p{M}]/u;
/** Takes the place of a gap: no text of a secret has it. */
const separate = '\uffff';
const letterOrDigit = /[\p{L}\p{N}\uffff]/u;

/** Folded: case, accents, width, white space and invisible characters are of no account. */
export function canonical(view: View): Canonical {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  const { bytes } = view;
  for (let at = 0, length = 1; at < bytes.length; at += length) {
    length = lengthAt(bytes, at);
    const kept = folded(length === 1 ? (bytes[at] ?? '') : bytes.slice(at, at + length));
    text += kept;
    for (let unit = 0; unit < kept.length; unit += 1) {
      from.push(view.from[at] ?? 0);
      to.push(view.to[at + length - 1] ?? 0);
    }
  }
  return { text, from, to };
}

/** Letters and digits only: separators of any sort are of no account either. */
export function loose(whole: Canonical): Canonical {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of whole.text) {
    if (isKept(character)) {
      text += character;
      for (let unit = at; unit < at + character.length; unit += 1) {
        from.push(whole.from[unit] ?? 0);
        to.push(whole.to[unit] ?? 0);
      }
    }
    at += character.length;
  }
  return { text, from, to };
}

function isKept(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code >= 128) return letterOrDigit.test(character);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** Bytes of the UTF-8 character that begins here; 1 where none does. */
function lengthAt(bytes: string, at: number): number {
  const first = bytes.charCodeAt(at);
  if (first < 0xc2 || first > 0xf4) return 1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let next = 1; next < length; next += 1) {
    const code = bytes.charCodeAt(at + next);
    if (!(code >= 0x80 && code <= 0xbf)) return 1;
  }
  return length;
}

const decoder = new TextDecoder();
const known = new Map<string, string>([[gap, separate]]);

/** The characters met so far; no more than an alphabet or two, since nothing else is remembered. */
function folded(bytes: string): string {
  let text = known.get(bytes);
  if (text === undefined) {
    text = fold(bytes);
    if (known.size < 512) known.set(bytes, text);
  }
  return text;
}

function fold(bytes: string): string {
  const text = decoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  let kept = '';
  for (const each of text.normalize('NFKD').toUpperCase().toLowerCase()) {
    // A byte that is no text stands for nothing, and separates nothing: half a character may stand at an edge.
    if (each !== '\ufffd' && !ignored.test(each)) kept += each;
  }
  return kept;
}
