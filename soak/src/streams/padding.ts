/** Of one to four bytes each, and what JSON writes in another way. */
const letters = ['a', 'é', '漢', '😀', '"', '\\', '\n'];

/** A text of so many characters, so that messages are cut at all kinds of places. */
export function padding(characters: number): string {
  return Array.from({ length: characters }, (_, at) => letters[(at * at + characters) % letters.length]).join(
    '',
  );
}
