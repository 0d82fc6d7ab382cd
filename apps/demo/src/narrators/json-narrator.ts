import type { Narrator } from './narrator.ts';

/** Tells facts only, one JSON object a line. */
export function jsonNarrator(write: (text: string) => void): Narrator {
  const line = (fact: object): void => write(`${JSON.stringify(fact)}\n`);
  return {
    chapter: (title) => line({ fact: 'chapter', title }),
    tell: (_words, fact) => line(fact),
    progress: (_words, fact) => line(fact),
    table: (_columns, _rows, facts) => facts.forEach(line),
    chart: () => undefined,
  };
}
