type Cell = string | number | boolean | null;

/** A table in plain text: numbers to the right, everything cut to the width. */
export function textTable(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number,
): string[] {
  const numeric = columns.map((_, index) => rows.every((row) => isNumber(row[index] ?? null)));
  const cells = [columns, ...rows].map((row) => columns.map((_, index) => String(row[index] ?? '')));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, index) =>
        numeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((each) => '─'.repeat(each)).join('  ');
  return [lines[0] ?? '', rule, ...lines.slice(1)].map((line) => line.slice(0, width));
}

function isNumber(cell: Cell): boolean {
  return (
    typeof cell === 'number' || (typeof cell === 'string' && cell !== '' && Number.isFinite(Number(cell)))
  );
}
