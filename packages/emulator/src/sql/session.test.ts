import { expect, test } from 'vitest';
import { prepareSelect } from './select-statement.ts';
import { openSession } from './session.ts';

async function lockedSession() {
  const session = await openSession({ memoryLimit: '64MB', threads: 1 });
  await session.lock([]);
  return { connection: session.connection, [Symbol.dispose]: () => session.close() };
}

test('locks every setting that would open a way out', async () => {
  using session = await lockedSession();
  const settings = `SELECT name, value FROM duckdb_settings() WHERE name IN ('allow_community_extensions',
    'allow_persistent_secrets', 'allowed_directories', 'autoinstall_known_extensions', 'autoload_known_extensions',
    'enable_external_access', 'lock_configuration', 'max_memory', 'temp_directory', 'threads', 'TimeZone')`;
  const rows = (await session.connection.runAndReadAll(settings)).getRows();
  expect(Object.fromEntries(rows.map(([name, value]) => [String(name), value]))).toEqual({
    TimeZone: 'UTC',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    allowed_directories: '[]',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    enable_external_access: 'false',
    lock_configuration: 'true',
    max_memory: '61.0 MiB',
    temp_directory: '',
    threads: '1',
  });
});

test.each(['SET threads = 4', 'SET enable_external_access = true', "SET allowed_paths = ['/etc/passwd']"])(
  'does not let %s through',
  async (sql) => {
    using session = await lockedSession();
    await expect(session.connection.run(sql)).rejects.toThrow(/configuration has been locked|Cannot/);
  },
);

test.each([
  ['CREATE TABLE x (n INT)', 'Only SELECT statements are allowed: this is CREATE.'],
  ['SET VARIABLE x = 1', 'Only SELECT statements are allowed: this is SET.'],
  ["CALL enable_logging(storage = 'memory')", 'Only SELECT statements are allowed: this is CALL.'],
  ['SELECT 1; CREATE TABLE x (n INT)', 'Only one statement is allowed, not 2.'],
])('prepares no %s', async (sql, message) => {
  using session = await lockedSession();
  await expect(prepareSelect(session.connection, sql)).rejects.toThrow(message);
});
