import { createHash } from 'node:crypto';
import { authorization, type Credential } from '../credentials/credential.ts';

const digests = new WeakMap<Credential, string>();

/** The key under which a credential's requests of a class are counted: the same in every process, and no secret. */
export function limitKey(credential: Credential | undefined, name: string): string {
  return `bimodal:${credential === undefined ? 'nobody' : digestOf(credential)}:${name}`;
}

function digestOf(credential: Credential): string {
  let digest = digests.get(credential);
  if (digest === undefined) {
    digest = createHash('sha256')
      .update('bimodal rate limit\0')
      .update(credential[authorization]())
      .digest('hex')
      .slice(0, 32);
    digests.set(credential, digest);
  }
  return digest;
}
