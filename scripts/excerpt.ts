import { stripVTControlCharacters } from 'node:util';

/** The first lines of a text and the last, without colours, with how many were left out between them. */
export function excerpt(text: string, lines = 60): string {
  const all = stripVTControlCharacters(text).trimEnd().split('\n');
  if (all.length <= lines) return all.join('\n');
  const half = Math.floor(lines / 2);
  return [...all.slice(0, half), `… ${all.length - 2 * half} lines more …`, ...all.slice(-half)].join('\n');
}
