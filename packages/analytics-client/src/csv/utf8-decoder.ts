/**
 * Decodes UTF-8 as it arrives, a byte order mark left out. `TextDecoder` can do that too, but its streaming way gives two
 * bytes for each character, also where one would do, and takes several times as long.
 */
export class Utf8Decoder {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** The beginning of a character whose end has not arrived. */
  #begun: Uint8Array = new Uint8Array();
  #started = false;

  /**
   * The characters that these bytes complete.
   *
   * @throws TypeError if they are not UTF-8.
   */
  decode(chunk: Uint8Array): string {
    const bytes = this.#begun.length === 0 ? chunk : Buffer.concat([this.#begun, chunk]);
    const end = wholeCharacters(bytes);
    this.#begun = bytes.slice(end);
    const text = this.#decoder.decode(bytes.subarray(0, end));
    if (this.#started || text === '') return text;
    this.#started = true;
    return text.startsWith('\u{FEFF}') ? text.slice(1) : text;
  }

  /** @throws TypeError if the text ended in the middle of a character. */
  end(): void {
    this.#decoder.decode(this.#begun);
  }
}

/** Where the last character begins, if it is not whole; else the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
