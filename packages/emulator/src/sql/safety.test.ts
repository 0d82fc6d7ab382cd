import { symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contentsOf, failureOf, query, testFolder } from './test-folder.ts';
import { openWarehouse } from './warehouse.ts';
import type { Warehouse } from './warehouse.ts';

interface Places {
  readonly warehouse: Warehouse;
  readonly inside: string;
  readonly outside: string;
}

/** A folder with a link to a file outside and one to the folder that it is in. */
async function places(): Promise<Places> {
  const outside = await testFolder({ 'secret.csv': 'secret\n1\n' });
  const inside = await testFolder({ 't.csv': 'n\n1\n', 'sub/u.csv': 'n\n2\n' });
  await symlink(join(outside, 'secret.csv'), join(inside, 'link.csv'));
  await symlink(outside, join(inside, 'linked'));
  return { warehouse: openWarehouse({ files: inside }), inside, outside };
}

const ACCESS =
  /^Permission Error: Cannot access file .* file system operations are disabled by configuration/;
const FUNCTION = /^The table function \w+\(\) is not allowed: queries may read the files of the data folder/;
const SELECT_ONLY = /^Only SELECT statements are allowed/;

describe('reads nothing outside the folder', () => {
  test.each<readonly [string, (places: Places) => string, RegExp]>([
    ['an absolute path', () => "FROM read_csv('/etc/passwd')", ACCESS],
    ['an absolute path as a table', ({ outside }) => `FROM '${outside}/secret.csv'`, ACCESS],
    ['a relative path', ({ outside }) => `FROM read_csv('../${basename(outside)}/secret.csv')`, ACCESS],
    ['a relative path as a table', ({ outside }) => `FROM '../${basename(outside)}/secret.csv'`, ACCESS],
    [
      'a way through a subfolder',
      ({ outside }) => `FROM 'sub/../../${basename(outside)}/secret.csv'`,
      ACCESS,
    ],
    ['a way through the folder', (at) => `FROM '${at.inside}/../${basename(at.outside)}/secret.csv'`, ACCESS],
    ['the directory of the process', () => "FROM read_json('package.json')", ACCESS],
    ['the directory of the process as a table', () => "FROM 'package.json'", ACCESS],
    ['a linked file', () => 'FROM link', /^link\.csv is a symbolic link out of the data folder/],
    [
      'a linked file by name',
      () => "FROM 'link.csv'",
      /^link\.csv is a symbolic link out of the data folder/,
    ],
    ['a linked file as argument', () => "FROM read_csv('link.csv')", ACCESS],
    ['a linked file by path', ({ inside }) => `FROM read_csv('${inside}/link.csv')`, ACCESS],
    ['a linked folder', () => "FROM 'linked/secret.csv'", ACCESS],
    ['a linked folder as argument', () => "FROM read_csv('linked/secret.csv')", ACCESS],
    ['a linked folder by path', ({ inside }) => `FROM read_csv('${inside}/linked/secret.csv')`, ACCESS],
    [
      'a linked folder as a schema',
      () => 'FROM linked.secret',
      /^Catalog Error: Table with name "linked.secret"/,
    ],
    ['a pattern', () => "FROM read_csv('*.csv')", ACCESS],
    ['a pattern outside', ({ outside }) => `FROM read_csv('${outside}/*')`, ACCESS],
    ['a list with one outside', () => "FROM read_csv(['t.csv', '/etc/passwd'])", ACCESS],
    ['a computed path', ({ outside }) => `FROM read_csv('${outside}/sec' || 'ret.csv')`, ACCESS],
    ['a file URL', () => "FROM read_csv('file:///etc/passwd')", ACCESS],
    ['an encoded path', () => "FROM read_csv('%2fetc%2fpasswd')", ACCESS],
    [
      'an encoded step up',
      ({ outside }) => `FROM read_csv('%2e%2e/${basename(outside)}/secret.csv')`,
      ACCESS,
    ],
    ['read_text', () => "FROM read_text('/etc/passwd')", FUNCTION],
    ['read_text inside', () => "FROM read_text('t.csv')", FUNCTION],
    ['read_blob', () => "FROM read_blob('../outside')", FUNCTION],
    ['glob', () => "FROM glob('/etc/*')", FUNCTION],
    ['a database file', () => "FROM read_duckdb('/tmp/x.db')", FUNCTION],
    ['the environment', () => "SELECT getenv('HOME')", /^Catalog Error: Scalar Function with name getenv/],
    [
      'the settings',
      () => "SELECT current_setting('allowed_paths')",
      /^The function current_setting\(\) is not/,
    ],
    ...[
      'pg_settings',
      'PG_CATALOG."pg_settings"',
      'system.pg_catalog.pg_settings',
      't, duckdb_views',
      't, main.sqlite_master',
      'information_schema.views',
      '(SUMMARIZE pg_settings)',
      '(DESCRIBE pg_views)',
      'duckdb_databases',
      'pragma_database_list',
      'system.main.duckdb_logs',
    ].map((table) => [`the table ${table}`, () => `FROM ${table}`, /^The table \w+ is not allowed/] as const),
    [
      'a variable',
      () => "SELECT GetVariable('t.csv') FROM read_csv('t.csv')",
      /^The function getvariable\(\)/,
    ],
    ['a table function in a subquery', () => 'SELECT (SELECT count(*) FROM duckdb_settings())', FUNCTION],
    ['a table function in WITH', () => "WITH x AS (FROM glob('/*')) FROM x", FUNCTION],
    ['SQL in a text', () => `FROM query('FROM read_csv(''/etc/passwd'')')`, FUNCTION],
    ['a qualified table function', () => "FROM system.main.glob('/*')", FUNCTION],
  ])('%s', async (_, sql, message) => {
    const at = await places();
    const failure = await failureOf(query(at.warehouse, sql(at)));
    expect(failure.message).toMatch(message);
  });

  test('a folder that is reached through a link is the folder', async () => {
    const { inside } = await places();
    const folder = await testFolder();
    await symlink(inside, join(folder, 'data'));
    const warehouse = openWarehouse({ files: join(folder, 'data') });
    expect(await query(warehouse, 'FROM t')).toEqual([{ n: 1 }]);
  });

  test('a file tells its path from the folder, and may be called like a table of DuckDB', async () => {
    const warehouse = openWarehouse({
      files: await testFolder({ 'sub/t.csv': 'n\n1\n', 'pg_views.csv': 'n\n2\n' }),
    });
    const rows = await query(warehouse, "SELECT filename FROM read_csv('sub/t.csv', filename = true)");
    expect(rows).toEqual([{ filename: 'sub/t.csv' }]);
    expect(await query(warehouse, 'FROM pg_views')).toEqual([{ n: 2 }]);
    const tables = await query(warehouse, 'SELECT table_name FROM information_schema.tables, pg_views');
    expect(tables).toEqual([{ table_name: 'pg_views' }]);
  });

  test('a link to a file inside is that file', async () => {
    const { warehouse, inside } = await places();
    await symlink(join(inside, 't.csv'), join(inside, 'same.csv'));
    expect(await query(warehouse, 'FROM same')).toEqual([{ n: 1 }]);
  });

  test.each(['http', 'https', 's3', 'gcs', 'hf'])('%s, without a connection', async (scheme) => {
    let connections = 0;
    const server = createServer(() => (connections += 1)).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { warehouse } = await places();
    for (const table of ["'%'", "read_csv('%')", "read_parquet(['%'])"]) {
      const url = `${scheme}://127.0.0.1:${port}/t.csv`;
      const failure = await failureOf(query(warehouse, `FROM ${table.replace('%', url)}`));
      expect(failure.message).toMatch(ACCESS);
    }
    expect(connections).toBe(0);
  });
});

describe('runs SELECT statements only, and writes nothing', () => {
  test.each<readonly [string, (places: Places) => string, RegExp]>([
    ['COPY TO inside', ({ inside }) => `COPY (SELECT 1) TO '${inside}/new.csv'`, SELECT_ONLY],
    [
      'COPY TO a data file',
      ({ inside }) => `COPY (SELECT 1) TO '${inside}/t.csv' (USE_TMP_FILE false)`,
      SELECT_ONLY,
    ],
    ['COPY TO outside', ({ outside }) => `COPY (SELECT 1) TO '${outside}/new.csv'`, SELECT_ONLY],
    ['COPY a table', ({ outside }) => `COPY t TO '${outside}/new.csv'`, SELECT_ONLY],
    ['COPY FROM', () => "COPY t FROM '/etc/passwd'", SELECT_ONLY],
    ['ATTACH inside', ({ inside }) => `ATTACH '${inside}/new.db'`, SELECT_ONLY],
    ['ATTACH outside', ({ outside }) => `ATTACH '${outside}/new.db'`, SELECT_ONLY],
    ['ATTACH in memory', () => "ATTACH ':memory:' AS m", SELECT_ONLY],
    ['INSTALL', () => 'INSTALL httpfs', SELECT_ONLY],
    ['INSTALL from elsewhere', () => "INSTALL x FROM 'http://127.0.0.1:1/'", SELECT_ONLY],
    ['LOAD', () => 'LOAD httpfs', SELECT_ONLY],
    ['SET', () => 'SET enable_external_access = true', SELECT_ONLY],
    ['SET VARIABLE', () => 'SET VARIABLE x = 1', SELECT_ONLY],
    ['RESET', () => 'RESET lock_configuration', SELECT_ONLY],
    ['PRAGMA', () => 'PRAGMA threads = 4', SELECT_ONLY],
    ['PRAGMA that DuckDB makes a SELECT', () => 'PRAGMA show_tables', SELECT_ONLY],
    ['CALL', () => "CALL enable_logging(storage = 'file')", SELECT_ONLY],
    ['EXPORT DATABASE', ({ inside }) => `EXPORT DATABASE '${inside}/new'`, SELECT_ONLY],
    ['IMPORT DATABASE', ({ inside }) => `IMPORT DATABASE '${inside}'`, SELECT_ONLY],
    ['CREATE', () => 'CREATE TABLE x AS SELECT 1', SELECT_ONLY],
    ['INSERT', () => 'INSERT INTO t VALUES (1)', SELECT_ONLY],
    ['DELETE', () => 'DELETE FROM t', SELECT_ONLY],
    ['DROP', () => 'DROP VIEW t', SELECT_ONLY],
    ['BEGIN', () => 'BEGIN', SELECT_ONLY],
    ['USE', () => 'USE memory', SELECT_ONLY],
    ['CHECKPOINT', () => 'CHECKPOINT', SELECT_ONLY],
    ['EXPLAIN ANALYZE', () => 'EXPLAIN ANALYZE SELECT 1', SELECT_ONLY],
    ['PREPARE', () => 'PREPARE x AS SELECT 1', SELECT_ONLY],
    ['EXECUTE', () => 'EXECUTE x', SELECT_ONLY],
    ['two statements', () => 'SELECT 1; SELECT 2', /^Only one statement is allowed, not 2\.$/],
    ['a second that is none', () => 'SELECT 1; DROP VIEW t', /^Only one statement is allowed, not 2\.$/],
    ['one behind a comment', () => 'SELECT 1 -- \n; /* */ CREATE TABLE x (n INT)', /^Only one statement/],
    ['one behind a NUL', () => 'SELECT 1\0; CREATE TABLE x (n INT)', /^The query contains a NUL character/],
    ['a writing WITH', () => 'WITH x AS (INSERT INTO t VALUES (1) RETURNING *) FROM x', /^Parser Error/],
    [
      'logging',
      ({ inside }) => `FROM enable_logging(storage = 'file', storage_path = '${inside}')`,
      FUNCTION,
    ],
    ['a log entry', () => "SELECT write_log('x')", /^The function write_log\(\) is not allowed/],
    ['profiling', ({ inside }) => `FROM enable_profiling(save_location = '${inside}/p')`, FUNCTION],
    ['a checkpoint', () => 'FROM force_checkpoint()', FUNCTION],
    ['a serialized statement', () => "FROM json_execute_serialized_sql('{}')", FUNCTION],
  ])('%s', async (_, sql, message) => {
    const at = await places();
    const before = [await contentsOf(at.inside), await contentsOf(at.outside)];
    const failure = await failureOf(query(at.warehouse, sql(at)));
    expect(failure.message).toMatch(message);
    expect([await contentsOf(at.inside), await contentsOf(at.outside)]).toEqual(before);
  });

  test('also where a SELECT needs more memory than it may have', async () => {
    const at = await places();
    const before = await contentsOf(at.inside);
    const warehouse = openWarehouse({ files: at.inside, memory: 100_000_000 });
    const failure = await failureOf(query(warehouse, 'FROM range(100000000) ORDER BY random()'));
    expect(failure).toMatchObject({
      code: 'ResourceFailure',
      message: expect.stringMatching(/^Out of Memory Error.*no temporary directory is specified/s),
    });
    expect(await contentsOf(at.inside)).toEqual(before);
  });

  test.each(['DESCRIBE t', 'SUMMARIZE t', 'VALUES (1)', 'TABLE t', '(SELECT 1)', 'SELECT 1;', 'FROM t -- x'])(
    'where %s is one',
    async (sql) => {
      const { warehouse } = await places();
      expect(await query(warehouse, sql)).toHaveLength(1);
    },
  );
});
