import {
  InputError,
  NotFoundError,
  type ByteStream,
  type CallOptions,
  type Caller,
} from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import { readRows } from '../csv/read-rows.ts';
import type { Row } from '../csv/row.ts';
import { RowStream } from '../csv/row-stream.ts';
import type { Downloaded, OnProgress } from '../download/downloaded.ts';
import { CsvError } from '../errors/csv-error.ts';
import { ResultPurgedError } from '../errors/result-purged-error.ts';
import { QueryRunOperations } from '../gen/query-runs.ts';
import { ReportRunOperations } from '../gen/report-runs.ts';
import { ResultOperations } from '../gen/results.ts';
import { notRows } from '../json/json-splitter.ts';
import { readJsonRows, type JsonRow } from '../json/read-json-rows.ts';
import { chosenQueryRun } from '../rows/chosen-query-run.ts';
import { hasEnded, hasSucceeded } from '../run/final.ts';
import type { RunAddress } from '../run/run-address.ts';
import { runFailure, type Asking } from '../run/run-failure.ts';
import type { ReportTable } from '../zip/report-tables.ts';
import type { JsonRowsInput, ResultInput, RowsInput, TypedRowsInput } from '../rows/input.ts';
import type { StandardSchema } from '../rows/standard-schema.ts';

/** Where a download goes, beside whose result it is. */
export interface DownloadInput extends ResultInput {
  /** Path of the file. It appears, or changes, only once all of it has arrived. */
  readonly to: string;
  /** Called after each piece that was written. What it throws ends the download. */
  readonly onProgress?: OnProgress | undefined;
}

/** The result of one query of a run. */
export interface ResultTable {
  /** Token of the query. */
  readonly query: string | undefined;
  /** Name of the query. */
  readonly name: string | undefined;
  /** Its rows; nothing is fetched until they are iterated. */
  readonly rows: RowStream;
}

/** Of which run to read all tables. */
export interface ReportTablesInput {
  /** Username of the workspace. Default: the client's own. */
  readonly workspace?: string | undefined;
  /** Token of the report. */
  readonly report: string;
  /** Token of the report run. Default: the latest that succeeded. */
  readonly run?: string | undefined;
}

/** Results of runs. */
export class Results extends ResultOperations {
  readonly #queryRuns: QueryRunOperations;
  readonly #runs: ReportRunOperations;

  constructor(caller: Caller) {
    super(caller);
    this.#queryRuns = new QueryRunOperations(caller);
    this.#runs = new ReportRunOperations(caller);
  }

  /**
   * The rows of one query of a report run, as they arrive: objects by column name. From CSV, which is the default, values
   * are text and NULL is ''; from JSON they have types; with a `schema` they are what it makes of them. Of two columns with
   * one name in CSV, the second is called `name_2`. Memory stays small however many rows there are; one row, or the header,
   * may have 32 MiB, and the header 20,000 columns.
   *
   * Nothing is sent until it is iterated. Leaving the loop early stops the download.
   *
   * @throws InputError while iterating, if the run has several queries and `query` does not say which, or names none.
   * @throws ResultPurgedError while iterating, if the platform has removed the results.
   * @throws RunFailedError while iterating, if there are none because the run failed, with what the warehouse said.
   * @throws CsvError or BodyError while iterating, if what arrives is not rows, or not all of them.
   * @throws RowError while iterating, at the first row that the schema does not take.
   */
  rows<T>(input: TypedRowsInput<T>, options?: CallOptions): RowStream<T>;
  rows(input: JsonRowsInput, options?: CallOptions): RowStream<JsonRow>;
  rows(input: RowsInput, options?: CallOptions): RowStream;
  rows(input: ResultInput, options?: CallOptions): RowStream<JsonRow>;
  rows<T>(
    input: ResultInput | TypedRowsInput<T>,
    options: CallOptions = {},
  ): RowStream<T> | RowStream<JsonRow> | RowStream {
    const { schema, ...others }: ResultInput & { readonly schema: StandardSchema<T> | undefined } = {
      schema: undefined,
      ...input,
    };
    const whose = ownCopy<ResultInput>(others);
    const rows =
      whose.format === 'json'
        ? new RowStream(() => this.#jsonRows(whose, { operation: 'results.rows', options }))
        : new RowStream(() => csvRows(() => this.#open(whose, { operation: 'results.rows', options })));
    return schema === undefined ? rows : rows.as(schema);
  }

  /**
   * The results of a whole run, one stream of rows for each query, in the order of the report. They are read query by
   * query: the answer for a whole run is CSV or zip as the platform likes, and its JSON leaves all but the first query out.
   *
   * ```ts
   * for await (const { name, rows } of mode.results.tables({ report, run: run.token })) {
   *   console.log(name, (await rows.toArray()).length);
   * }
   * ```
   */
  async *tables(
    input: Omit<RowsInput, 'query'>,
    options: CallOptions = {},
  ): AsyncGenerator<ResultTable, void, undefined> {
    const { workspace, report, run } = ownCopy(input);
    const address = { workspace, report, run };
    for await (const queryRun of this.#queryRuns.list(address, options)) {
      const open = (): Promise<ByteStream> =>
        this.#result(address, queryRun.token, 'csv', { operation: 'results.tables', options });
      const rows = new RowStream(() => csvRows(open));
      yield { query: queryRun.query_token ?? undefined, name: queryRun.query_name ?? undefined, rows };
    }
  }

  /**
   * The results of a whole run by the one answer that the platform has for it: one CSV, or a zip of several, as it likes. It
   * gives one table for each query whichever it is; what it is called is all that tells them apart, and of a run of several
   * queries it may give but one. Without `run`, those of the report's latest successful run. A zip is kept in a temporary
   * file while it is read, since only its end tells what is in it, so that memory stays small; where the runtime has no files
   * it is kept in memory, and may have 64 MiB.
   *
   * Read each table's rows before you ask for the next table.
   *
   * ```ts
   * for await (const { file, rows } of mode.results.reportTables({ report })) {
   *   for await (const row of rows) console.log(file, row);
   * }
   * ```
   *
   * @throws ResultPurgedError if the platform has removed the results; RunFailedError if the run failed.
   * @throws BodyError if the answer is not whole, its zip is not what it says or too large for memory; also from iterating rows.
   * @throws CsvError from iterating rows, if they are not CSV.
   */
  async *reportTables(
    input: ReportTablesInput,
    options: CallOptions = {},
  ): AsyncGenerator<ReportTable, void, undefined> {
    const { workspace, report, run } = ownCopy(input);
    const bytes =
      run === undefined
        ? await this.latestCsv({ workspace, report }, options)
        : await this.#orWhyNot(
            { workspace, report, run },
            { operation: 'results.reportTables', options },
            (place) => this.reportCsv(place, options),
          );
    // Loaded when it is needed: few programs need it.
    const { reportTables } = await import('../zip/report-tables.ts');
    yield* reportTables(bytes);
  }

  /**
   * Saves the result of one query as a file, as the platform sends it. The file appears only once all of it is there.
   *
   * ```ts
   * await mode.results.download({ report, run: run.token, to: 'flights.csv' });
   * ```
   *
   * @throws InputError for a path that is none, or where the runtime has no files, before anything is sent.
   * @throws ResultPurgedError if the platform has removed the results; RunFailedError if the run failed; CsvError or BodyError
   * if what comes is of another type, or not whole; else what the calls and the file system throw.
   */
  async download(input: DownloadInput, options: CallOptions = {}): Promise<Downloaded> {
    const { to, onProgress, ...whose } = ownCopy(input);
    if (typeof to !== 'string' || to === '') {
      throw new InputError('results.download: `to` must be the path of the file.', {
        operation: 'results.download',
      });
    }
    // Loaded when it is needed, and what refuses is asked before anything is sent.
    const { savingTo } = await import('#save');
    const save = savingTo(to, onProgress);
    return save(await this.#open(whose, { operation: 'results.download', options }));
  }

  async *#jsonRows(input: ResultInput, asking: Asking): AsyncGenerator<readonly JsonRow[], void, undefined> {
    yield* readJsonRows(await this.#open(input, asking));
  }

  async #open(input: ResultInput, asking: Asking): Promise<ByteStream> {
    // What is left goes to the contract, which refuses a name that it does not know.
    const { query, format, ...address } = ownCopy(input);
    if (format !== undefined && format !== 'csv' && format !== 'json') {
      const { operation } = asking;
      throw new InputError(`${operation}: \`format\` must be "csv" or "json".`, { operation });
    }
    const { items } = await this.#queryRuns.list(address, asking.options);
    const { token } = chosenQueryRun(items, query, asking.operation);
    return this.#result(address, token, format ?? 'csv', asking);
  }

  /** The bytes of a result: never a page that something on the way put in its place. */
  async #result(
    address: RunAddress,
    queryRun: string,
    format: 'csv' | 'json',
    asking: Asking,
  ): Promise<ByteStream> {
    const place = { ...address, queryRun };
    const bytes = await this.#orWhyNot(address, asking, () =>
      format === 'json' ? this.json(place, asking.options) : this.csv(place, asking.options),
    );
    const { contentType } = bytes;
    if (format === 'json' ? /^application\/([\w.-]+\+)?json$/.test(contentType) : contentType === 'text/csv')
      return bytes;
    await bytes.cancel();
    const type = contentType || 'of no stated type';
    if (format === 'json') throw notRows(`is ${type}, not JSON`, 'not JSON');
    throw new CsvError(`The result is ${type}, not text/csv.`, 0);
  }

  /** A 404 says "run results not found" whatever became of them: the run tells. */
  async #orWhyNot(
    address: RunAddress,
    asking: Asking,
    open: (address: RunAddress) => PromiseLike<ByteStream>,
  ): Promise<ByteStream> {
    try {
      return await open(address);
    } catch (error) {
      if (!NotFoundError.isInstance(error)) throw error;
      const told = await this.#runs.get(address, asking.options);
      if ((told.purge_started_at ?? null) !== null)
        throw new ResultPurgedError(told, { operation: asking.operation, cause: error });
      if (!hasEnded(told) || hasSucceeded(told)) throw error;
      throw await runFailure(told, address, this.#queryRuns, asking, error);
    }
  }
}

async function* csvRows(open: () => Promise<ByteStream>): AsyncGenerator<Iterable<Row>, void, undefined> {
  yield* readRows(await open());
}
