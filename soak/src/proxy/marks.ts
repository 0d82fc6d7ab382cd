/** The header by which every call of a scenario is known on the wire. */
export const markHeader = 'x-call-id';

const pattern = /\r\nx-call-id: ([\w-]+)(?=\r\n)/gi;
/** Longer than any mark. */
const kept = 80;

/** Finds the marks in bytes that come in chunks, each once. */
export class MarkScanner {
  #text = '';

  /** The marks that this chunk completes. */
  scan(chunk: Buffer): readonly string[] {
    this.#text += chunk.toString('latin1');
    const found: string[] = [];
    let end = 0;
    for (const match of this.#text.matchAll(pattern)) {
      found.push(match[1] ?? '');

      end = match.index + match[0].length;
    }
    this.#text = this.#text.slice(Math.max(end, this.#text.length - kept));
    return found;
  }
}
