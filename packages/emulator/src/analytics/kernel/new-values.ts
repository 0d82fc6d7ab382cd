import { randomBytes } from 'node:crypto';

/** The token of a new resource: 12 hexadecimal characters. */
export function newToken(): string {
  return randomBytes(6).toString('hex');
}

/** ISO 8601, UTC, with milliseconds. */
export function now(): string {
  return new Date().toISOString();
}
