import { randomBytes, randomInt } from 'node:crypto';
import { now } from '../kernel/clock.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { refused } from '../kernel/reasons.ts';

/** What a mailed token is for. */
export type Purpose = 'verification' | 'newEmail' | 'invitation' | 'passwordReset';

/** Milliseconds. Source: documented for invitations (48 hours); the others are our choice. */
const life = 48 * 60 * 60 * 1000;
const codeLife = 10 * 60 * 1000;
const triesPerCode = 5;

const subjects: Readonly<Record<Purpose, string>> = {
  verification: 'Verify your address',
  newEmail: 'Verify your new address',
  invitation: 'You are invited to a home',
  passwordReset: 'Set another password',
};

/** Mails a token to the outbox; an older one for the same purpose is void. */
export function mailToken(
  { db, outbox }: CloudParts,
  purpose: Purpose,
  { id: userId, email }: { readonly id: number; readonly email: string },
): void {
  const token = randomBytes(24).toString('hex');
  const expirationTime = new Date(Date.now() + life).toISOString();
  db.run('DELETE FROM mailed WHERE userId = :userId AND purpose = :purpose', { userId, purpose });
  db.run(
    `INSERT INTO mailed (token, purpose, userId, email, expirationTime)
     VALUES (:token, :purpose, :userId, :email, :expirationTime)`,
    { token, purpose, userId, email, expirationTime },
  );
  outbox.send({
    kind: 'mail',
    to: email,
    subject: subjects[purpose],
    text: `Your token is ${token}. It is good until ${expirationTime}.`,
    data: { purpose, token, userId },
  });
}

/** Takes a token for a purpose, which uses it up. @throws Refusal */
export function redeem(
  { db }: CloudParts,
  purpose: Purpose,
  token: string,
): { userId: number; email: string } {
  const row = db.get<{ userId: number; email: string }>(
    `SELECT userId, email FROM mailed WHERE token = :token AND purpose = :purpose AND expirationTime >= :now`,
    { token, purpose, now: now() },
  );
  if (!row) throw refused('INVALID_TOKEN', 'The token is unknown, used up or too old.');
  db.run('DELETE FROM mailed WHERE token = :token', { token });
  return row;
}

/** Texts a code to the outbox; an older one is void. */
export function textCode(
  { db, outbox }: CloudParts,
  { id: userId, phoneNumber }: { readonly id: number; readonly phoneNumber: string },
): void {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const expirationTime = new Date(Date.now() + codeLife).toISOString();
  db.run(
    `INSERT OR REPLACE INTO textedCode (userId, code, tries, expirationTime)
     VALUES (:userId, :code, 0, :expirationTime)`,
    { userId, code, expirationTime },
  );
  outbox.send({ kind: 'sms', to: phoneNumber, text: `Your code is ${code}.`, data: { code, userId } });
}

/** Takes a code, which uses it up; so do too many wrong ones. @throws Refusal */
export function redeemCode({ db }: CloudParts, userId: number, code: string): void {
  const row = db.get<{ code: string; tries: number }>(
    'SELECT code, tries FROM textedCode WHERE userId = :userId AND expirationTime >= :now',
    { userId, now: now() },
  );
  if (row && row.code !== code && row.tries + 1 < triesPerCode) {
    db.run('UPDATE textedCode SET tries = tries + 1 WHERE userId = :userId', { userId });
  } else {
    db.run('DELETE FROM textedCode WHERE userId = :userId', { userId });
  }
  if (row?.code !== code) throw refused('INVALID_AUTH_CODE', 'The code is wrong, used up or too old.');
}
