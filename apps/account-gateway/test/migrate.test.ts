import { expect, test } from 'vitest';
import { migrate } from '../src/database/migrate.ts';
import { openPglite } from '../src/database/pglite.ts';

test('addresses of before become one spelling, where nobody has it', { timeout: 120_000 }, async () => {
  const database = await openPglite();
  await migrate(database);
  await database.query('DELETE FROM account_gateway.step WHERE number = 1');
  const add = (email: string, name: string, day: number) =>
    database.query(
      `INSERT INTO account_gateway.account (email, name, password, created_at) VALUES ($1, $2, '', to_timestamp($3))`,
      [email, name, day],
    );
  const [zoe, chloe] = ['zoë@example.com', 'chloé@é.example.com'];
  await add(zoe.normalize('NFD'), 'looks like Zoë', 1);
  await add(zoe, 'Zoë', 2);
  await add(chloe.normalize('NFD'), 'Chloé', 1);
  // One accent of two is written as one character.
  await add('chloé@'.normalize('NFC') + 'é.example.com'.normalize('NFD'), 'looks like Chloé', 2);
  await migrate(database);
  const rows = await database.query<{ email: string; name: string }>(
    'SELECT email, name FROM account_gateway.account ORDER BY created_at, name',
  );
  const named = new Map(rows.map(({ email, name }) => [email, name]));
  expect([named.get(zoe), named.get(chloe), named.size]).toEqual(['Zoë', 'Chloé', 4]);
  await database.close();
});
