import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

/** A CSV file to read. */
export interface CsvData {
  readonly name: string;
  readonly path: string;
}

interface CsvFolder extends Disposable {
  readonly data: readonly CsvData[];
}

/** Real flights, as DuckDB writes them; and real films, every value in quotes, with commas and doubled quotes inside. */
export async function writeData(): Promise<CsvFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'bimodal-csv-'));
  const source = fileURLToPath(new URL('../data/', import.meta.resolve('vega-datasets')));
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  const write = async (name: string, select: string, options: string): Promise<CsvData> => {
    const path = join(folder, `${name}.csv`);
    await connection.run(`COPY (${select}) TO '${path}' (${options})`);
    return { name, path };
  };
  const flights = `SELECT * FROM '${source}flights-3m.parquet' LIMIT 500000`;
  const films = `SELECT *, 'Called "' || "Title" || '", of ' || coalesce("Director", 'nobody') AS note FROM '${source}movies.json', range(20)`;
  const data = [
    await write('flights', flights, 'HEADER'),
    await write('quotes', films, 'HEADER, FORCE_QUOTE *'),
  ];
  connection.closeSync();
  return { data, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
