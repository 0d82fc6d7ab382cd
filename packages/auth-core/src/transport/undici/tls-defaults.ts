import type { ConnectionOptions } from 'node:tls';
import { variable } from '../../values/variable.ts';

/**
 * What TLS does by itself, said. Node reads it from copies that inherit, and from an environment that inherits, so that a
 * polluted prototype could have it trust anybody.
 *
 * @param tls `node:tls`, which nothing loads before it is needed.
 */
export function tlsDefaults(tls: {
  readonly DEFAULT_CIPHERS: string;
  readonly checkServerIdentity: NonNullable<ConnectionOptions['checkServerIdentity']>;
}): {
  readonly ciphers: string;
  readonly minDHSize: number;
  readonly checkServerIdentity: NonNullable<ConnectionOptions['checkServerIdentity']>;
  readonly rejectUnauthorized: boolean;
} {
  return {
    ciphers: tls.DEFAULT_CIPHERS,
    minDHSize: 1024,
    checkServerIdentity: tls.checkServerIdentity,
    rejectUnauthorized: variable(process.env, 'NODE_TLS_REJECT_UNAUTHORIZED') !== '0',
  };
}
