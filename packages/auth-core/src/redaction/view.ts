/**
 * A text in one of its readings: bytes, one a character (`latin1`), and for each the units of the original text that it was
 * read from. So whatever is found in a reading can be cut out of the original.
 */
export interface View {
  readonly bytes: string;
  /** For each byte, the first unit of the original that it comes from. */
  readonly from: readonly number[];
  /** For each byte, the unit behind the last one that it comes from. */
  readonly to: readonly number[];
}

/** Puts a reading together. */
export class ViewBuilder {
  #bytes = '';
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  add(bytes: string, from: number, to: number): void {
    this.#bytes += bytes;
    for (let count = bytes.length; count > 0; count -= 1) {
      this.#from.push(from);
      this.#to.push(to);
    }
  }

  copy(view: View, start: number, end: number): void {
    this.#bytes += view.bytes.slice(start, end);
    for (let at = start; at < end; at += 1) {
      this.#from.push(view.from[at] ?? 0);
      this.#to.push(view.to[at] ?? 0);
    }
  }

  view(): View {
    return { bytes: this.#bytes, from: this.#from, to: this.#to };
  }
}

const encoder = new TextEncoder();

/** The text as it is. */
export function viewOf(text: string): View {
  const builder = new ViewBuilder();
  let at = 0;
  for (const character of text) {
    builder.add(utf8(character), at, at + character.length);
    at += character.length;
  }
  return builder.view();
}

/** The bytes of a text, one a character. */
export function utf8(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : String.fromCharCode(...encoder.encode(text));
}
