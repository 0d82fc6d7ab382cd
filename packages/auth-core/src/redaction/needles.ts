import { canonical, loose } from './canonical.ts';
import { unescaped } from './escapes.ts';
import { utf8, viewOf, type View } from './view.ts';

/** Characters in a row of a credential that are never shown. */
const credentialRun = 8;
/** The same of a header's value, which may be made of ordinary words. */
const headerRun = 16;
/** Characters: a shorter form is looked for only where it stands as it is, not within what may be base64 of noise. */
const shortest = 4;
/** Characters: a shorter form without separators is not looked for. */
const shortestLoose = 6;
/** Layers of escapes within a secret itself that are taken away. */
const layers = 8;

/** Pieces of secrets by their length. */
export type Pieces = ReadonlyMap<number, ReadonlySet<string>>;

/**
 * What is looked for: each secret in its canonical form, cut into pieces, so that a part of it is found too. Its base64 is
 * among them as it looks in the middle of a longer one, at each of the three places where that may begin: of base64 whose
 * case was changed nothing can be unpacked.
 */
export class Needles {
  readonly whole: Pieces;
  readonly loose: Pieces;
  readonly tiny: Pieces;
  readonly isEmpty: boolean;

  constructor(credentials: readonly string[], headers: readonly string[] = []) {
    const collected: Collected = { whole: new Map(), loose: new Map(), tiny: new Map() };
    for (const secret of credentials) collect(collected, secret, credentialRun);
    for (const secret of headers) collect(collected, secret, headerRun);
    this.whole = collected.whole;
    this.loose = collected.loose;
    this.tiny = collected.tiny;
    this.isEmpty = this.whole.size + this.loose.size + this.tiny.size === 0;
  }
}

type Collected = Readonly<Record<'whole' | 'loose' | 'tiny', Map<number, Set<string>>>>;

function collect(collected: Collected, secret: string, run: number): void {
  for (const view of readings(secret)) {
    const whole = canonical(view);
    const words = loose(whole).text;
    cut(whole.text.length < shortest ? collected.tiny : collected.whole, whole.text, run);
    if (words.length >= shortestLoose) cut(collected.loose, words, run);
  }
  for (const digits of base64Cores(secret)) {
    const words = loose(canonical(viewOf(digits))).text;
    if (words.length >= shortestLoose) cut(collected.loose, words, run);
  }
}

/** A secret may itself look escaped: whoever unescapes a text unescapes it as well. */
function* readings(secret: string): Generator<View> {
  let view: View | undefined = viewOf(secret);
  for (let layer = 0; view !== undefined && layer < layers; layer += 1) {
    yield view;
    view = unescaped(view).at(-1);
  }
}

/** What base64 of a longer text that holds the secret has in common, whatever stands around it. */
function base64Cores(secret: string): string[] {
  const bytes = utf8(secret);
  return [0, 1, 2].map((shift) => {
    const digits = btoa('\0'.repeat(shift) + bytes);
    const end = Math.floor(((shift + bytes.length) * 8) / 6);
    return digits.slice(Math.ceil((shift * 8) / 6), end);
  });
}

function cut(pieces: Map<number, Set<string>>, text: string, run: number): void {
  if (text === '') return;
  const length = Math.min(text.length, run);
  let known = pieces.get(length);
  if (known === undefined) pieces.set(length, (known = new Set()));
  for (let at = 0; at + length <= text.length; at += 1) known.add(text.slice(at, at + length));
}
