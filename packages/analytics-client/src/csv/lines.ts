/** Whole lines of a text, each byte of which is to be looked at. */
export interface Lines {
  readonly bytes: Uint8Array;
  /** A character for each byte, so that places in the bytes are places in the text: right only where they are ASCII. */
  readonly characters: string;
  /** The text between two places, whatever its characters are. */
  utf8(from: number, to: number): string;
}
