import type { Row } from './row.ts';

/** A line a probe and a column a runtime, as Markdown, and below it what was wrong and what cannot be. */
export function tableOf(rows: readonly Row[]): string {
  const runtimes = [...new Set(rows.map(({ runtime }) => runtime))];
  const probes = [...new Set(rows.map(({ probe }) => probe))];
  const cell = (probe: string, runtime: string): string =>
    rows.find((row) => row.probe === probe && row.runtime === runtime)?.result ?? '';
  const lines = [
    ['probe', ...runtimes],
    ...probes.map((probe) => [`\`${probe}\``, ...runtimes.map((runtime) => cell(probe, runtime))]),
  ];
  const widths = ['', ...runtimes].map((_runtime, at) =>
    Math.max(3, ...lines.map((line) => line[at]?.length ?? 0)),
  );
  const [head = '', ...body] = lines.map(
    (line) => `| ${line.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [head, rule, ...body, ...notes(rows)].join('\n');
}

/** One line for each reason, with the probes and runtimes that it is of. */
function notes(rows: readonly Row[]): readonly string[] {
  const noted = rows.filter(({ result }) => result !== 'pass');
  const byNote = Map.groupBy(noted, ({ result, note = '' }) => `**${result}**, ${note}`);
  const lines = [...byNote].map(([note, of]) => {
    const probes = [...new Set(of.map(({ probe }) => `\`${probe}\``))];
    const runtimes = [...new Set(of.map(({ runtime }) => runtime))];
    return `- ${runtimes.join(', ')}: ${note} (${probes.join(', ')})`;
  });
  return lines.length === 0 ? [] : ['', ...lines];
}
