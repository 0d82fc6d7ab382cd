/** How one thing went on one Node; undefined where it passed, else what was wrong. */
export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly failure: string | undefined;
}

/** The cells as a table of plain text: a line a row, and a column a Node, in the order in which they first occur. */
export function table(cells: readonly Cell[]): string {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const word = (row: string, column: string): string => {
    const cell = cells.find((each) => each.row === row && each.column === column);
    if (!cell) return '';
    return cell.failure === undefined ? 'passed' : 'FAILED';
  };
  const first = Math.max(...rows.map(({ length }) => length));
  const line = (head: string, words: readonly string[]): string =>
    [head.padEnd(first), ...words.map((each, at) => each.padEnd(columns[at]?.length ?? 0))]
      .join('  ')
      .trimEnd();
  return [
    line('', columns),
    ...rows.map((row) =>
      line(
        row,
        columns.map((column) => word(row, column)),
      ),
    ),
  ].join('\n');
}
