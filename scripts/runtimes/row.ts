/** How one probe went on one runtime. */
export interface Row {
  readonly runtime: string;
  readonly probe: string;
  readonly result: 'pass' | 'fail' | 'n/a';
  /** What was wrong, or why the runtime cannot have it. */
  readonly note?: string | undefined;
}

type Printed = Omit<Row, 'runtime'>;

/** The rows in what the probes printed; whatever else a runtime printed is passed over. */
export function rowsIn(runtime: string, printed: string): readonly Row[] {
  return printed
    .split('\n')
    .filter((line) => line.startsWith('{"probe":'))
    .map((line) => ({ runtime, ...oneLine(JSON.parse(line) as Printed) }));
}

function oneLine(row: Printed): Printed {
  return row.note === undefined ? row : { ...row, note: inOneLine(row.note) };
}

/** At most 300 characters. */
export function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
