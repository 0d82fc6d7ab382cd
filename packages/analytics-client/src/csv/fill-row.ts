import type { Row } from './row-maker.ts';

/**
 * Gives each column of a row its value. Written out, because the engine remembers the column for each place of the source:
 * a loop has one place for all columns, remembers none, and takes about four times as long. So do columns past the 32nd.
 */
export function fillRow(row: Row, columns: readonly string[], record: readonly string[]): void {
  const count = columns.length;
  if (count > 0) row[columns[0] ?? ''] = record[0] ?? '';
  if (count > 1) row[columns[1] ?? ''] = record[1] ?? '';
  if (count > 2) row[columns[2] ?? ''] = record[2] ?? '';
  if (count > 3) row[columns[3] ?? ''] = record[3] ?? '';
  if (count > 4) row[columns[4] ?? ''] = record[4] ?? '';
  if (count > 5) row[columns[5] ?? ''] = record[5] ?? '';
  if (count > 6) row[columns[6] ?? ''] = record[6] ?? '';
  if (count > 7) row[columns[7] ?? ''] = record[7] ?? '';
  if (count > 8) row[columns[8] ?? ''] = record[8] ?? '';
  if (count > 9) row[columns[9] ?? ''] = record[9] ?? '';
  if (count > 10) row[columns[10] ?? ''] = record[10] ?? '';
  if (count > 11) row[columns[11] ?? ''] = record[11] ?? '';
  if (count > 12) row[columns[12] ?? ''] = record[12] ?? '';
  if (count > 13) row[columns[13] ?? ''] = record[13] ?? '';
  if (count > 14) row[columns[14] ?? ''] = record[14] ?? '';
  if (count > 15) row[columns[15] ?? ''] = record[15] ?? '';
  if (count > 16) row[columns[16] ?? ''] = record[16] ?? '';
  if (count > 17) row[columns[17] ?? ''] = record[17] ?? '';
  if (count > 18) row[columns[18] ?? ''] = record[18] ?? '';
  if (count > 19) row[columns[19] ?? ''] = record[19] ?? '';
  if (count > 20) row[columns[20] ?? ''] = record[20] ?? '';
  if (count > 21) row[columns[21] ?? ''] = record[21] ?? '';
  if (count > 22) row[columns[22] ?? ''] = record[22] ?? '';
  if (count > 23) row[columns[23] ?? ''] = record[23] ?? '';
  if (count > 24) row[columns[24] ?? ''] = record[24] ?? '';
  if (count > 25) row[columns[25] ?? ''] = record[25] ?? '';
  if (count > 26) row[columns[26] ?? ''] = record[26] ?? '';
  if (count > 27) row[columns[27] ?? ''] = record[27] ?? '';
  if (count > 28) row[columns[28] ?? ''] = record[28] ?? '';
  if (count > 29) row[columns[29] ?? ''] = record[29] ?? '';
  if (count > 30) row[columns[30] ?? ''] = record[30] ?? '';
  if (count > 31) row[columns[31] ?? ''] = record[31] ?? '';
  for (let at = 32; at < count; at += 1) row[columns[at] ?? ''] = record[at] ?? '';
}
