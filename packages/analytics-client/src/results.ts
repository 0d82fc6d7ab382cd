import { InputError, type CallOptions, type Caller } from '@bimodal/auth-core';
import { RowStream } from './csv/row-stream.ts';
import type { QueryRun } from './gen/models.ts';
import { QueryRunOperations } from './gen/query-runs.ts';
import { ResultOperations } from './gen/results.ts';

/** Whose rows to read. */
export interface RowsInput {
  /** Username of the workspace. Default: the client's own. */
  readonly workspace?: string | undefined;
  /** Token of the report. */
  readonly report: string;
  /** Token of the report run. */
  readonly run: string;
  /** Token of the query whose rows to read; needed where the report has several. */
  readonly query?: string | undefined;
}

/** Results of runs. */
export class Results extends ResultOperations {
  readonly #queryRuns: QueryRunOperations;

  constructor(caller: Caller) {
    super(caller);
    this.#queryRuns = new QueryRunOperations(caller);
  }

  /**
   * The rows of one query of a report run, as they arrive: objects of text by column name. NULL and '' are both ''; of two
   * columns with one name, the second is called `name_2`. Memory stays small however many rows there are.
   *
   * Nothing is sent until it is iterated. Leaving the loop early stops the download.
   *
   * @throws InputError while iterating, if the run has several queries and `query` does not say which, or names none.
   * @throws CsvError while iterating, if what arrives is not CSV or a row does not fit the header.
   */
  rows(input: RowsInput, options: CallOptions = {}): RowStream {
    return new RowStream(async () => {
      const { query, ...address } = { ...input };
      const { items } = await this.#queryRuns.list(address, options);
      return this.csv({ ...address, queryRun: chosen(items, query).token }, options);
    });
  }
}

function chosen(queryRuns: readonly QueryRun[], query: string | undefined): QueryRun {
  const candidates = query === undefined ? queryRuns : queryRuns.filter((each) => each.query_token === query);
  const [first] = candidates;
  if (first !== undefined && candidates.length === 1) return first;
  const known = queryRuns.map((each) => `${each.query_token} (${each.query_name ?? 'untitled'})`).join(', ');
  throw new InputError(
    known === ''
      ? 'results.rows: this run has no queries.'
      : `results.rows: pass as \`query\` the token of the query whose rows you want, one of ${known}.`,
    { operation: 'results.rows' },
  );
}
