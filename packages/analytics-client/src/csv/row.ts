/** One row of a result, by column name. CSV has no types: every value is text, and NULL is ''. */
export type Row = Record<string, string>;

/** What all rows of a result have in common. */
export interface RowShape {
  readonly columns: readonly string[];
  /** A copy has its columns already: giving them to `{}` makes it grow, and `__proto__` would set the prototype. */
  readonly blank: Row;
}

/** The shape that a header's names give. */
export function rowShape(names: readonly string[]): RowShape {
  return {
    columns: names.map(internalized),
    // Parsed, because the engine then makes room for just these columns inside the object.
    blank: JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:""`).join()}}`) as Row,
  };
}

/** The same text as the engine's own copy of the name, which it finds in an object without comparing characters. */
function internalized(name: string): string {
  return Object.keys({ [name]: '' })[0] ?? name;
}
