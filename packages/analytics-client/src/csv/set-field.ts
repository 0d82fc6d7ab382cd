import type { Row } from './row.ts';

/**
 * Gives a column of a row its value. Written out, because the engine remembers the name for each place of the source: one
 * place for all columns remembers none, and takes several times as long. So do columns past the 16th.
 */
export function setField(row: Row, columns: readonly string[], index: number, field: string): void {
  switch (index) {
    case 0:
      row[columns[0] ?? ''] = field;
      break;
    case 1:
      row[columns[1] ?? ''] = field;
      break;
    case 2:
      row[columns[2] ?? ''] = field;
      break;
    case 3:
      row[columns[3] ?? ''] = field;
      break;
    case 4:
      row[columns[4] ?? ''] = field;
      break;
    case 5:
      row[columns[5] ?? ''] = field;
      break;
    case 6:
      row[columns[6] ?? ''] = field;
      break;
    case 7:
      row[columns[7] ?? ''] = field;
      break;
    case 8:
      row[columns[8] ?? ''] = field;
      break;
    case 9:
      row[columns[9] ?? ''] = field;
      break;
    case 10:
      row[columns[10] ?? ''] = field;
      break;
    case 11:
      row[columns[11] ?? ''] = field;
      break;
    case 12:
      row[columns[12] ?? ''] = field;
      break;
    case 13:
      row[columns[13] ?? ''] = field;
      break;
    case 14:
      row[columns[14] ?? ''] = field;
      break;
    case 15:
      row[columns[15] ?? ''] = field;
      break;
    default:
      row[columns[index] ?? ''] = field;
  }
}
