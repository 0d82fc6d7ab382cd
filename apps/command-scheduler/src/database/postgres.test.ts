import { startDatabase } from '@bimodal/test-equipment';
import { expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { openPostgres } from './postgres.ts';

it('a connection that ends between two queries fails its transaction, and nothing else', async () => {
  const reported: Error[] = [];
  const { url } = await startDatabase();
  const database = openPostgres(url, (error) => reported.push(error));
  const transaction = database.transaction(async (sql) => {
    const [own] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await database.query('SELECT pg_terminate_backend($1)', [own?.pid]);
    await eventually(() => expect(reported).not.toEqual([]));
    await sql.query('SELECT 1');
  });
  await expect(transaction).rejects.toThrow('not queryable');
  expect(reported[0]?.message).toContain('terminating connection');
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.close();
}, 120_000);
