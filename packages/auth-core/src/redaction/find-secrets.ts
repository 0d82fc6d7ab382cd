import { canonical, loose, type Canonical } from './canonical.ts';
import { unescaped, unescapedMail } from './escapes.ts';
import { islands } from './islands.ts';
import type { Needles, Pieces } from './needles.ts';
import { unpacked } from './packings.ts';
import { viewOf, type View } from './view.ts';

/** Readings of one text, at most. An answer has ten to fifty; one that has more was made to have them. */
const maxReadings = 128;

interface Reading {
  readonly view: View;
  /** Unpacked from base64 or numbers: what is short may stand there by chance. */
  readonly packed: boolean;
  /** Unpacked just now: mostly noise. */
  readonly noisy: boolean;
}

/**
 * Marks the units of a text that show a secret, in whatever spelling: the text is read in every way that one decoder after
 * another gives, and compared in a canonical form. Undefined where there are more ways than can be looked at.
 */
export function findSecrets(text: string, needles: Needles): Uint8Array | undefined {
  const shown = new Uint8Array(text.length);
  const queue: Reading[] = [{ view: viewOf(text), packed: false, noisy: false }];
  const seen = new Set<string>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next.view.bytes)) continue;
    if (seen.size >= maxReadings) return undefined;
    seen.add(next.view.bytes);
    search(next, needles, shown);
    const text = next.noisy ? islands(next.view) : next.view;
    if (text === undefined) continue;
    for (const view of [...unescaped(text), ...unescapedMail(text)]) {
      queue.push({ view, packed: next.packed, noisy: false });
    }
    for (const view of unpacked(text)) queue.push({ view, packed: true, noisy: true });
  }
  return shown;
}

function search({ view, packed }: Reading, needles: Needles, shown: Uint8Array): void {
  const whole = canonical(view);
  mark(whole, needles.whole, shown);
  if (!packed) mark(whole, needles.tiny, shown);
  mark(loose(whole), needles.loose, shown);
}

function mark({ text, from, to }: Canonical, pieces: Pieces, shown: Uint8Array): void {
  for (const [length, known] of pieces) {
    for (let at = 0; at + length <= text.length; at += 1) {
      if (known.has(text.slice(at, at + length))) shown.fill(1, from[at], to[at + length - 1]);
    }
  }
}
