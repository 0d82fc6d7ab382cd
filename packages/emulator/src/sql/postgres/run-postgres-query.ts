import pg from 'pg';
import type { Row } from '../column.ts';
import type { QueryResult } from '../query-result.ts';
import type { QueryRequest } from '../run-query.ts';
import { RunningQuery } from '../running-query.ts';
import { columnsOf } from './columns.ts';
import { fromPostgres } from './postgres-error.ts';

/** Rows that are fetched at a time. */
const batch = 1000;
const declare = 'DECLARE rows NO SCROLL CURSOR FOR ';
/** Milliseconds. */
const connectTimeout = 10_000;

/** Runs one query in a connection of its own, behind a cursor. `ended` is called once, when the connection is closed. */
export async function runPostgresQuery(
  { sql, signal, limit = Number.POSITIVE_INFINITY }: QueryRequest,
  connectionString: string,
  ended: () => void,
): Promise<QueryResult> {
  const client = await connected(connectionString);
  let running: QueryResult | undefined;
  let backend: number | undefined;
  const interrupt = (): void => {
    if (backend !== undefined) void cancelBackend(connectionString, backend);
  };
  const abort = (): void => {
    interrupt();
    void running?.close();
  };
  const close = (): void => {
    signal?.removeEventListener('abort', abort);
    void client.end().catch(() => {});
    ended();
  };
  try {
    backend = await begin(client);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort, { once: true });
    await declareCursor(client, sql);
    const first = await fetchRows(client, Math.min(batch, limit));
    signal?.throwIfAborted();
    const rows = rest(client, first, limit);
    running = new RunningQuery(columnsOf(first.fields), rows, { interrupt, close }, signal);
    return running;
  } catch (error) {
    close();
    signal?.throwIfAborted();
    throw fromPostgres(error, declare.length);
  }
}

/** The tables that the connection's user sees without a schema's name, in order. */
export async function postgresTables(connectionString: string): Promise<readonly string[]> {
  const client = await connected(connectionString);
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
         AND pg_table_is_visible(c.oid) ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: connectTimeout });
  // A server that goes away is heard of by the query that is under way.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw fromPostgres(error, 0);
  }
}

/** Nothing can be written, and times are told in UTC. Answers what the server calls this connection. */
async function begin(client: pg.Client): Promise<number> {
  await client.query(`BEGIN READ ONLY; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'`);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

/** In the extended protocol, which takes one statement and no second one. */
async function declareCursor(client: pg.Client, sql: string): Promise<void> {
  const query = { text: `${declare}${sql}`, queryMode: 'extended' };
  await client.query(query);
}

function fetchRows(client: pg.Client, count: number): Promise<pg.QueryArrayResult<(string | null)[]>> {
  const types = { getTypeParser: () => (text: string) => text };
  return client.query<(string | null)[]>({ text: `FETCH ${count} FROM rows`, rowMode: 'array', types });
}

async function* rest(
  client: pg.Client,
  first: pg.QueryArrayResult<(string | null)[]>,
  limit: number,
): AsyncGenerator<readonly Row[], void> {
  const isBoolean = first.fields.map(({ dataTypeID }) => dataTypeID === 16);
  const written = (rows: readonly Row[]): readonly Row[] =>
    rows.map((row) => row.map((text, at) => (isBoolean[at] ? booleanText(text) : text)));
  let { rows } = first;
  let left = limit;
  try {
    while (rows.length > 0) {
      yield written(rows);
      left -= rows.length;
      if (left <= 0) return;
      ({ rows } = await fetchRows(client, Math.min(batch, left)));
    }
  } catch (error) {
    throw fromPostgres(error, declare.length);
  }
}

function booleanText(text: string | null): string | null {
  return text === null ? null : text === 't' ? 'true' : 'false';
}

async function cancelBackend(connectionString: string, backend: number): Promise<void> {
  const client = await connected(connectionString).catch(() => undefined);
  await client?.query('SELECT pg_cancel_backend($1)', [backend]).catch(() => {});
  await client?.end().catch(() => {});
}
