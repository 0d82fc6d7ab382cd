import { SqlError, type RenderOptions, type Templates, type Warehouse } from '../../sql/index.ts';
import type { Database } from '../../state/database.ts';
import type { Results } from '../results/store.ts';
import type { QueryRow, QueryRunRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import { formOf } from './form.ts';

/** Rows that are fetched where the limit is asked for. Source: `limit` of query runs and of `QueriesAttributes`. */
export const automaticLimit = 100;

type Parameters = Readonly<Record<string, unknown>>;

/** What a runner works with. */
export interface RunnerParts {
  readonly db: Database;
  readonly results: Results;
  readonly templates: Templates;
  /** Where the queries of a data source, by its numeric id, are answered. */
  readonly warehouse: (source: number) => Warehouse;
  /** The SQL of the definitions, by name. */
  readonly definitions: () => Readonly<Record<string, string>>;
  /** Hears of runs when they start and when they have ended, whatever way. */
  readonly tell: (event: 'report_run_started' | 'report_run_completed', run: RunPlace) => void;
}

/** A run and its report, by their tokens. */
export interface RunPlace {
  readonly report: string;
  readonly run: string;
}

/** What is asked of a run. */
export interface RunRequest {
  readonly report: string;
  readonly user: string;
  readonly parameters?: Parameters;
  /** Tokens of the queries to run, and whether each is limited to 100 rows; all of them without a limit where absent. */
  readonly queries?: ReadonlyMap<string, 'limited' | 'whole'>;
  /** Token of the schedule that asks for it. */
  readonly schedule?: string;
}

/** Runs reports for real: every query of a report at once, as far as the warehouse has room. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #db: Database;
  readonly #beginning = new Set<Promise<string>>();
  readonly #underWay = new Map<string, { readonly work: Promise<void>; readonly stop: AbortController }>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#db = parts.db;
    this.#cancelUnfinished();
  }

  /** Where the queries of a data source are answered. */
  warehouse(source: number): Warehouse {
    return this.#parts.warehouse(source);
  }

  /** Puts a run of the report on record and begins with it; answers its token. */
  start(request: RunRequest): Promise<string> {
    const beginning = this.#begin(request);
    this.#beginning.add(beginning);
    const settled = (): void => void this.#beginning.delete(beginning);
    beginning.then(settled, settled);
    return beginning;
  }

  async #begin({ report, parameters = {}, queries: chosen, user, schedule }: RunRequest): Promise<string> {
    const queries = this.#queriesOf(report).filter(({ token }) => chosen?.has(token) ?? true);
    const definitions = this.#parts.definitions();
    const form = await formOf(
      this.#parts.templates,
      queries.map((query) => query.raw_query),
      definitions,
    );
    const [run, at] = [newToken(), now()];
    const tokens = this.#db.transaction(() => {
      this.#db.run(
        `INSERT INTO report_runs (token, report, state, parameters, form_fields, executed_by, schedule, created_at, updated_at)
         VALUES (:run, :report, 'enqueued', :parameters, :form, :user, :schedule, :at, :at)`,
        {
          run,
          report,
          parameters: JSON.stringify({ ...form.defaults, ...parameters }),
          form: JSON.stringify(form.fields),
          user,
          schedule: schedule ?? null,
          at,
        },
      );
      return queries.map((query) => this.#enqueue(run, query, at, chosen?.get(query.token) === 'limited'));
    });
    const stop = new AbortController();
    const values = { parameters, formFields: form.fields, definitions };
    const work = this.#carryOut({ report, run }, tokens, values, stop.signal).finally(() =>
      this.#underWay.delete(run),
    );
    this.#underWay.set(run, { work, stop });
    this.#parts.tell('report_run_started', { report, run });
    return run;
  }

  /** Interrupts the queries of a run, and waits until that is on record; what has ended stays as it is. */
  async cancel(run: string): Promise<void> {
    const running = this.#underWay.get(run);
    running?.stop.abort(new Error('The run was cancelled.'));
    await running?.work;
  }

  /** Cancels what is under way, and waits until it is on record. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#beginning);
    await Promise.all([...this.#underWay.keys()].map((run) => this.cancel(run)));
  }

  #queriesOf(report: string): QueryRow[] {
    return this.#db.all<QueryRow>('SELECT * FROM queries WHERE report = :report ORDER BY id', { report });
  }

  #enqueue(run: string, query: QueryRow, at: string, limited: boolean): string {
    const token = newToken();
    this.#db.run(
      `INSERT INTO query_runs
         (token, run, query, query_name, query_created_at, data_source, state, raw_source, limited, created_at)
       VALUES (:token, :run, :query, :name, :created, :source, 'enqueued', :sql, :limited, :at)`,
      {
        token,
        run,
        query: query.token,
        name: query.name,
        created: query.created_at,
        source: query.data_source,
        sql: query.raw_query,
        limited: limited ? 1 : 0,
        at,
      },
    );
    return token;
  }

  async #carryOut(
    { report, run }: RunPlace,
    queryRuns: readonly string[],
    values: RenderOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const states = await Promise.all(queryRuns.map((token) => this.#runQuery(token, values, signal)));
    const state = states.includes('cancelled')
      ? 'cancelled'
      : states.includes('failed')
        ? 'failed'
        : 'succeeded';
    this.#db.run(
      'UPDATE report_runs SET state = :state, updated_at = :at, completed_at = :at WHERE token = :run',
      { run, state, at: now() },
    );
    this.#parts.tell('report_run_completed', { report, run });
  }

  async #runQuery(token: string, values: RenderOptions, signal: AbortSignal): Promise<QueryRunRow['state']> {
    try {
      // Not before the answer that says `enqueued` is on its way.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const {
        raw_source: source = '',
        data_source: place = 0,
        limited = 0,
      } = this.#db.get<QueryRunRow>('SELECT * FROM query_runs WHERE token = :token', { token }) ?? {};
      const sql = await this.#parts.templates.render(source, values, signal);
      this.#db.run(`UPDATE query_runs SET state = 'running', rendered_source = :sql WHERE token = :token`, {
        token,
        sql,
      });
      const result = await this.#parts
        .warehouse(place)
        .run({ sql, signal, limit: limited ? automaticLimit : undefined });
      try {
        const saved = await this.#parts.results.save(token, result);
        return this.#end(token, 'succeeded', { result: JSON.stringify(saved) });
      } finally {
        await result.close();
      }
    } catch (error) {
      if (signal.aborted) return this.#end(token, 'cancelled', {});
      const code = error instanceof SqlError ? error.code : 'ResourceFailure';
      const message = error instanceof Error ? error.message : String(error);
      return this.#end(token, 'failed', { code, message });
    }
  }

  #end(
    token: string,
    state: 'succeeded' | 'failed' | 'cancelled',
    { code, message, result }: { code?: string; message?: string; result?: string },
  ): QueryRunRow['state'] {
    this.#db.run(
      `UPDATE query_runs SET state = :state, error_code = :code, error_message = :message, result = :result,
         completed_at = :at WHERE token = :token`,
      { token, state, code: code ?? null, message: message ?? null, result: result ?? null, at: now() },
    );
    return state;
  }

  /** What was under way when the process was killed will never end by itself. */
  #cancelUnfinished(): void {
    const at = now();
    this.#db.transaction(() => {
      this.#db.run(
        `UPDATE query_runs SET state = 'cancelled', completed_at = :at WHERE state IN ('enqueued', 'running')`,
        { at },
      );
      this.#db.run(
        `UPDATE report_runs SET state = 'cancelled', completed_at = :at, updated_at = :at WHERE state = 'enqueued'`,
        { at },
      );
    });
  }
}
