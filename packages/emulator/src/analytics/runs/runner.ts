import { SqlError, renderSql, type RenderOptions, type Warehouse } from '../../sql/index.ts';
import type { Database } from '../../state/database.ts';
import type { Results } from '../results/store.ts';
import type { QueryRow, QueryRunRow } from '../rows.ts';
import { newToken, now } from '../world.ts';
import { formOf } from './form.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** Runs reports for real: every query of a report at once, as far as the warehouse has room. */
export class Runner {
  readonly #db: Database;
  readonly #warehouse: Warehouse;
  readonly #results: Results;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(db: Database, warehouse: Warehouse, results: Results) {
    this.#db = db;
    this.#warehouse = warehouse;
    this.#results = results;
    this.#cancelUnfinished();
  }

  /** Puts a run of the report on record and begins with it; answers its token. */
  start(report: string, parameters: Parameters, user: string): string {
    const [run, at] = [newToken(), now()];
    const queries = this.#queriesOf(report);
    const form = formOf(queries.map((query) => query.raw_query));
    const tokens = this.#db.transaction(() => {
      this.#db.run(
        `INSERT INTO report_runs (token, report, state, parameters, form_fields, executed_by, created_at, updated_at)
         VALUES (:run, :report, 'enqueued', :parameters, :form, :user, :at, :at)`,
        {
          run,
          report,
          parameters: JSON.stringify({ ...form.defaults, ...parameters }),
          form: JSON.stringify(form.fields),
          user,
          at,
        },
      );
      return queries.map((query) => this.#enqueue(run, query, at));
    });
    const work = this.#carryOut(run, tokens, { parameters, formFields: form.fields });
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
    return run;
  }

  /** Cancels what is under way, and waits until it is on record. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The emulator closes.'));
    await Promise.all(this.#underWay);
  }

  #queriesOf(report: string): QueryRow[] {
    return this.#db.all<QueryRow>('SELECT * FROM queries WHERE report = :report ORDER BY id', { report });
  }

  #enqueue(run: string, query: QueryRow, at: string): string {
    const token = newToken();
    this.#db.run(
      `INSERT INTO query_runs
         (token, run, query, query_name, query_created_at, data_source, state, raw_source, created_at)
       VALUES (:token, :run, :query, :name, :created, :source, 'enqueued', :sql, :at)`,
      {
        token,
        run,
        query: query.token,
        name: query.name,
        created: query.created_at,
        source: query.data_source,
        sql: query.raw_query,
        at,
      },
    );
    return token;
  }

  async #carryOut(run: string, queryRuns: readonly string[], values: RenderOptions): Promise<void> {
    const states = await Promise.all(queryRuns.map((token) => this.#runQuery(token, values)));
    const state = states.includes('cancelled')
      ? 'cancelled'
      : states.includes('failed')
        ? 'failed'
        : 'succeeded';
    this.#db.run(
      'UPDATE report_runs SET state = :state, updated_at = :at, completed_at = :at WHERE token = :run',
      { run, state, at: now() },
    );
  }

  async #runQuery(token: string, values: RenderOptions): Promise<QueryRunRow['state']> {
    try {
      // Not before the answer that says `enqueued` is on its way.
      await new Promise((resolve) => setImmediate(resolve));
      const { raw_source: source = '' } =
        this.#db.get<QueryRunRow>('SELECT * FROM query_runs WHERE token = :token', { token }) ?? {};
      const { sql } = renderSql(source, values);
      this.#db.run(`UPDATE query_runs SET state = 'running', rendered_source = :sql WHERE token = :token`, {
        token,
        sql,
      });
      const result = await this.#warehouse.run({ sql, signal: this.#closing.signal });
      try {
        const saved = await this.#results.save(token, result);
        return this.#end(token, 'succeeded', { result: JSON.stringify(saved) });
      } finally {
        await result.close();
      }
    } catch (error) {
      if (this.#closing.signal.aborted) return this.#end(token, 'cancelled', {});
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
