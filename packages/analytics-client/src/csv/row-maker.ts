import { CsvError } from '../errors/csv-error.ts';
import { columnNames } from './column-names.ts';

/** One row of a result, by column name. CSV has no types: every value is text, and NULL is ''. */
export type Row = Record<string, string>;

/** Turns records into rows; the first record is the header. */
export class RowMaker {
  #columns: readonly string[] | undefined;
  #rows = 0;

  /**
   * The row that a record stands for, or undefined for the header.
   *
   * @throws CsvError if it has more or fewer fields than the header.
   */
  read(record: readonly string[]): Row | undefined {
    if (this.#columns === undefined) {
      this.#columns = columnNames(record);
      return undefined;
    }
    this.#rows += 1;
    const columns = this.#columns;
    if (record.length !== columns.length) {
      throw new CsvError(
        `Row ${this.#rows} has ${fields(record.length)}; the header has ${columns.length}.`,
        this.#rows,
      );
    }
    return toRow(columns, record);
  }
}

function toRow(columns: readonly string[], record: readonly string[]): Row {
  // Assigning to `__proto__` would set the prototype instead of a column.
  if (columns.includes('__proto__')) {
    return Object.fromEntries(columns.map((column, at) => [column, record[at] ?? '']));
  }
  const row: Row = {};
  for (let at = 0; at < columns.length; at += 1) row[columns[at] ?? ''] = record[at] ?? '';
  return row;
}

function fields(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`;
}
