import type { Operation } from '../../packages/contract/src/operation.ts';

/** Title and kind of a column. */
type Column = readonly [title: string, kind: string];

/** A row for the operations of a resource that take the same kinds. */
export function callersTable(
  operations: readonly Pick<Operation, 'id' | 'callers'>[],
  columns: readonly Column[],
): string {
  const rows = new Map<string, { readonly resource: string; verbs: string[]; cells: string[] }>();
  for (const { id, callers } of operations.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const [resource = '', verb = ''] = id.split('.');
    const cells = columns.map(([, kind]) => cellOf(callers, kind));
    const key = [resource, ...cells].join('|');
    const row = rows.get(key) ?? { resource, verbs: [], cells };
    row.verbs.push(`\`${verb}\``);
    rows.set(key, row);
  }
  const lines = [...rows.values()].map(({ resource, verbs, cells }) => [
    `\`${resource}\``,
    verbs.join(', '),
    ...cells,
  ]);
  const titles = ['resource', 'operations', ...columns.map(([title]) => title)];
  return table([titles, titles.map(() => '---'), ...lines]);
}

function cellOf(callers: Operation['callers'], kind: string): string {
  if (callers === undefined || callers.some((each) => each === kind)) return 'yes';
  return callers.some((each) => each === `${kind}?`) ? '?' : '';
}

function table(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) => {
      const cells = line.map((cell, at) =>
        cell === '---' ? '-'.repeat(widths[at] ?? 3) : cell.padEnd(widths[at] ?? 0),
      );
      return `| ${cells.join(' | ')} |`;
    })
    .join('\n');
}
