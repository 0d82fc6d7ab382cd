import Pdf from 'pdfkit';
import type { Readable } from 'node:stream';

/** One query's rows as they go on paper. */
export interface PdfTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** Rows as they come; the first `printed` of them are printed. */
  readonly rows: AsyncIterable<readonly (readonly (string | null)[])[]>;
}

/** Rows of a table that are printed: a report's page shows no more either. Source: inferred. */
const printed = 200;
/** Columns that fit on a page. */
const fitting = 12;

/** A report's tables as a PDF, on landscape A4. The stream ends when the document does. */
export async function renderPdf(title: string, tables: readonly PdfTable[]): Promise<Readable> {
  const document = new Pdf({ size: 'A4', layout: 'landscape', margin: 36, info: { Title: title } });
  document.fontSize(18).text(title);
  for (const table of tables) {
    const { rows, more } = await firstRows(table);
    document.moveDown().fontSize(12).text(table.title).moveDown(0.5).fontSize(8);
    const columns = table.columns.slice(0, fitting);
    if (columns.length > 0) {
      document.table({
        data: [columns, ...rows.map((row) => columns.map((_, at) => row[at] ?? ''))],
      });
    }
    if (more) document.moveDown().text(`Only the first ${printed} rows are printed.`);
  }
  document.end();
  return document;
}

async function firstRows({
  rows,
}: PdfTable): Promise<{ rows: (readonly (string | null)[])[]; more: boolean }> {
  const kept: (readonly (string | null)[])[] = [];
  for await (const chunk of rows) {
    kept.push(...chunk.slice(0, printed + 1 - kept.length));
    if (kept.length > printed) return { rows: kept.slice(0, printed), more: true };
  }
  return { rows: kept, more: false };
}
