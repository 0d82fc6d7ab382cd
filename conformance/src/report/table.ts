import type { ClientName } from '../clients/client.ts';
import { Footnotes } from './footnotes.ts';
import { outcomeAt, ruleResult, type Result, type Results } from './results.ts';

/** Columns of a terminal that the table fits into. */
export const width = 120;
const cellWidth = 6;
const words: Readonly<Record<Result, string>> = { pass: 'pass', fail: 'FAIL', 'n/a': 'n/a' };

/** The table with its footnotes: a line per rule, and one per probe below it. */
export function toTable(results: Results): string {
  const { rules, clients } = results;
  const notes = new Footnotes();
  const lines = [row('', 'rule / probe', clients, clients)];
  for (const rule of rules) {
    lines.push('-'.repeat(lines[0]?.length ?? width));
    const whole = clients.map((client) => words[ruleResult(results, rule, client)]);
    lines.push(row(String(rule.number), rule.title.toUpperCase(), clients, whole));
    for (const probe of rule.probes) {
      const cells = clients.map((client) => {
        const outcome = outcomeAt(results, probe.id, client);
        return outcome === undefined ? '' : words[outcome.verdict.result] + notes.mark(outcome);
      });
      lines.push(row(probe.id, probe.name, clients, cells));
    }
  }
  lines.push('-'.repeat(lines[0]?.length ?? width));
  const totals = clients.map((client) => {
    const held = rules.filter((rule) => ruleResult(results, rule, client) !== 'fail').length;
    return `${held}/${rules.length}`;
  });
  lines.push(row('', 'rules held, as far as they apply', clients, totals));
  const footnotes = notes.lines.flatMap((line) => wrapped(line));
  return [...lines.map((line) => line.trimEnd()), ...(footnotes.length > 0 ? ['', ...footnotes] : [])].join(
    '\n',
  );
}

function row(id: string, name: string, clients: readonly ClientName[], cells: readonly string[]): string {
  const columns = clients.map((client, index) =>
    (cells[index] ?? '').padEnd(Math.max(cellWidth, client.length)),
  );
  const nameWidth = width - 5 - columns.join(' ').length - 1;
  return `${id.padEnd(4)} ${name.padEnd(nameWidth)} ${columns.join(' ')}`;
}

/** A footnote in lines that fit. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '  ';
    }
    line = line.trim() === '' ? line + word : `${line} ${word}`;
  }
  return [...lines, line];
}
