/** A type that a column of text may have, and what each of its values is then (SQL over `c`, which is neither null nor empty). */
export interface WrittenType {
  readonly type: string;
  readonly isWritten: string;
}

const same = (type: string): string => `TRY_CAST(c AS ${type})::VARCHAR = c`;
/** Prints back as it was: by a double's 15 digits, or because it was tried. JavaScript writes the rest in another way. */
const plainNumber = String.raw`regexp_full_match(c, '0|-?[1-9]\d{0,19}|-?(0|[1-9]\d{0,19})\.\d*[1-9]')
  AND NOT starts_with(ltrim(c, '-'), '0.000000')
  AND (length(c) <= 15 OR TRY_CAST(c AS DOUBLE)::VARCHAR IN (c, c || '.0'))`;
const scientific = String.raw`regexp_full_match(c, '-?[1-9](\.\d*[1-9])?e(-[1-9]\d{1,2}|\+(2[1-9]|[3-9]\d|[1-3]\d\d))')
  AND ${same('DOUBLE')}`;
const moment = (type: string, zone: string): string => String.raw`
  regexp_full_match(c, '\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?${zone}')
  AND left(TRY_CAST(c AS ${type})::VARCHAR, 19) = replace(left(c, 19), 'T', ' ')`;

/** Dates and times, as far as they are written like ISO 8601: nobody writes anything else so. The first that fits is meant. */
export const moments: readonly WrittenType[] = [
  { type: 'DATE', isWritten: String.raw`regexp_full_match(c, '\d{4}-\d\d-\d\d') AND ${same('DATE')}` },
  { type: 'TIME', isWritten: String.raw`regexp_full_match(c, '\d\d:\d\d:\d\d') AND ${same('TIME')}` },
  { type: 'TIMESTAMP', isWritten: moment('TIMESTAMP', '') },
  { type: 'TIMESTAMPTZ', isWritten: moment('TIMESTAMPTZ', '(Z|\\+00(:00)?)') },
];

export const numbers: readonly WrittenType[] = [
  { type: 'BIGINT', isWritten: same('BIGINT') },
  { type: 'HUGEINT', isWritten: same('HUGEINT') },
  { type: 'DOUBLE', isWritten: `(${plainNumber}) OR (${scientific})` },
  // Prices: `1.50` beside `2.25`.
  ...Array.from({ length: 9 }, (_, at) => ({
    type: `DECIMAL(18,${at + 1})`,
    isWritten: String.raw`regexp_full_match(c, '-?(0|[1-9]\d*)\.\d{${at + 1}}') AND ${same(`DECIMAL(18,${at + 1})`)}`,
  })),
];

/** A code such as `0042`, a version such as `1.10`, `n/a`: what would not print back as it was written stays text. */
export const writtenTypes: readonly WrittenType[] = [
  { type: 'BOOLEAN', isWritten: `c IN ('true', 'false')` },
  ...numbers,
  ...moments,
];
