/**
 * Breaks a text into lines of at most so many characters, between words. Later lines are indented by two more than the
 * first.
 */
export function wrap(text: string, width: number): string[] {
  const indent = / {0,20}/.exec(text)?.[0] ?? '';
  const later = `${indent}  `;
  const lines: string[] = [];
  let line = indent;
  let begun = false;
  for (const word of text
    .slice(indent.length)
    .split(' ')
    .flatMap((each) => pieces(each, width - later.length))) {
    if (begun && line.length + 1 + word.length > width) {
      lines.push(line);
      line = later + word;
    } else {
      line += begun ? ` ${word}` : word;
    }
    begun = true;
  }
  return [...lines, line];
}

/** A word that is longer than a line, such as a URL, is cut. */
function pieces(word: string, width: number): string[] {
  const cut: string[] = [];
  for (let start = 0; start < word.length; start += width) cut.push(word.slice(start, start + width));
  return cut.length === 0 ? [''] : cut;
}
