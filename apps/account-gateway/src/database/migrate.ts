import type { Database } from './database.ts';

/** What brings an empty database to today's shape, step by step; only ever append. */
const steps: readonly string[] = [
  `CREATE TABLE account_gateway.account (
     id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
     email text NOT NULL UNIQUE,
     name text NOT NULL,
     password text NOT NULL,
     mode_user bigint UNIQUE,
     created_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE account_gateway.session (
     id text PRIMARY KEY,
     account uuid NOT NULL REFERENCES account_gateway.account (id) ON DELETE CASCADE,
     mode_token text,
     created_at timestamptz NOT NULL DEFAULT now(),
     seen_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE INDEX session_account ON account_gateway.session (account);
   CREATE TABLE account_gateway.attempt (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);`,
  // Addresses are kept as NFC. Where two accounts have the same address to the eye, only one of them can be signed in to:
  // the one that was written so already, else the older one. The other stays as it is.
  `UPDATE account_gateway.account AS account SET email = normalize(email, NFC)
   WHERE email IS NOT NFC NORMALIZED AND id = (
     SELECT id FROM account_gateway.account AS same WHERE normalize(same.email, NFC) = normalize(account.email, NFC)
     ORDER BY same.email IS NFC NORMALIZED DESC, created_at LIMIT 1);`,
];

/** Brings a database to today's shape. Processes that start together take turns. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [0x67_61_74_65]);
    await sql.query(
      'CREATE SCHEMA IF NOT EXISTS account_gateway; CREATE TABLE IF NOT EXISTS account_gateway.step (number integer PRIMARY KEY)',
    );
    const [done] = await sql.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM account_gateway.step',
    );
    for (const [index, step] of steps.entries()) {
      if (index < (done?.count ?? 0)) continue;
      await sql.query(step);
      await sql.query('INSERT INTO account_gateway.step (number) VALUES ($1)', [index]);
    }
  });
}
