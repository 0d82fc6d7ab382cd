import { styleText } from 'node:util';
import { barChart } from '../print/bar-chart.ts';
import { textTable } from '../print/text-table.ts';
import { wrap } from '../print/wrap.ts';
import type { Narrator } from './narrator.ts';

const width = 80;

/** Tells the story in 80 columns; in colour where the terminal has it. */
export function terminalNarrator(out: NodeJS.WriteStream): Narrator {
  const bold = (text: string): string => styleText('bold', text, { stream: out });
  const dim = (text: string): string => styleText('dim', text, { stream: out });
  const lines = (text: readonly string[]): boolean => out.write(`${text.join('\n')}\n`);
  return {
    chapter: (title) => lines(['', bold(title), dim('─'.repeat(Math.min(title.length, width)))]),
    tell: (words) => lines(wrap(words, width)),
    progress: (words) => lines(wrap(words, width).map(dim)),
    table: (columns, rows) => lines(['', ...textTable(columns, rows, width), '']),
    chart: (bars, unit) => lines([...barChart(bars, unit, width), '']),
  };
}
