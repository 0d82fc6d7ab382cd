import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { refused } from '../kernel/reasons.ts';

/** Characters that a password has at least. The platform's own rule is unknown. */
const shortest = 8;

/** Cheap on purpose: these are passwords of tests and demonstrations, and still not kept as they are. */
const cost = { N: 1024 };

/** @throws Refusal for one that is too short. */
export function hashed(password: string): string {
  if (password.length < shortest) {
    throw refused('PASSWORD_TOO_SHORT', `A password has at least ${shortest} characters.`);
  }
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${scryptSync(password, salt, 32, cost).toString('hex')}`;
}

export function isPassword(password: string, hash: string | null): boolean {
  const [salt = '', digest = ''] = (hash ?? '').split(':');
  if (digest === '') return false;
  return timingSafeEqual(
    Buffer.from(digest, 'hex'),
    scryptSync(password, Buffer.from(salt, 'hex'), 32, cost),
  );
}
