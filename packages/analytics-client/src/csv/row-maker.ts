import { CsvError } from '../errors/csv-error.ts';
import { columnNames } from './column-names.ts';
import { fillRow } from './fill-row.ts';

/** One row of a result, by column name. CSV has no types: every value is text, and NULL is ''. */
export type Row = Record<string, string>;

/** Turns records into rows; the first record is the header. */
export class RowMaker {
  #columns: readonly string[] | undefined;
  #blank: Row = {};
  #rows = 0;

  /**
   * The row that a record stands for, or undefined for the header.
   *
   * @throws CsvError if it has more or fewer fields than the header.
   */
  read(record: readonly string[]): Row | undefined {
    if (this.#columns === undefined) {
      this.#columns = columnNames(record);
      this.#blank = blankRow(this.#columns);
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
    // A copy has its columns already: giving them to `{}` would make it grow several times, and the assignment to a column
    // called `__proto__` would set the prototype.
    const row = { ...this.#blank };
    fillRow(row, columns, record);
    return row;
  }
}

/** Parsed, because the engine then makes room for just these columns inside the object. */
function blankRow(columns: readonly string[]): Row {
  return JSON.parse(`{${columns.map((column) => `${JSON.stringify(column)}:""`).join()}}`) as Row;
}

function fields(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`;
}
