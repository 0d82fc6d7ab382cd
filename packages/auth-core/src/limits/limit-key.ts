import { authorization, type Credential } from '../credentials/credential.ts';

const digests = new WeakMap<Credential, Promise<string>>();

/** The key under which a credential's requests of a class are counted: the same in every process, and no secret. */
export async function limitKey(credential: Credential | undefined, name: string): Promise<string> {
  if (credential === undefined) return `bimodal:nobody:${name}`;
  const known = digests.get(credential) ?? digestOf(credential);
  digests.set(credential, known);
  return `bimodal:${await known}:${name}`;
}

async function digestOf(credential: Credential): Promise<string> {
  const text = new TextEncoder().encode(`bimodal rate limit\0${credential[authorization]()}`);
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', text))).slice(0, 32);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
