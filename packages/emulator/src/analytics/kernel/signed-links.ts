import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ServedContract } from '../../server/contract.ts';
import { Refusal } from '../../server/refusal.ts';
import { hashOf } from './identity.ts';

/** How long a link is good for, in seconds. The platform's own time is unknown. */
const life = 60 * 60;
/** What stands in the query of a signed link. */
const names = ['key', 'expires', 'signature'] as const;

/**
 * Links that carry the authority of the key that asked for them: for one path, until they expire or the key is revoked.
 * They last over restarts as the seed does.
 */
export class SignedLinks {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** A path with the query that opens it. */
  sign(path: string, key: string): string {
    const [name, expires] = [hashOf(key), String(Math.ceil(Date.now() / 1000) + life)];
    const signature = this.#signature(path, name, expires);
    return `${path}?${String(new URLSearchParams({ key: name, expires, signature }))}`;
  }

  /** The hash of the key whose authority a request's link has; undefined where it has none. @throws Refusal 401 */
  read(path: string, query: URLSearchParams): string | undefined {
    const [name, expires, signature] = names.map((each) => query.get(each));
    if (name == null || expires == null || signature == null) return undefined;
    const right = Buffer.from(this.#signature(plain(path), name, expires));
    const given = Buffer.from(signature);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    if (Number(expires) * 1000 > Date.now()) return name;
    throw new Refusal(401, 'This link has expired: read the document that has it anew.');
  }

  #signature(path: string, name: string, expires: string): string {
    return createHmac('sha256', this.#secret).update(`${name}\n${expires}\n${path}`).digest('hex');
  }
}

/** Reads requests without what signs them, which is no input of an operation. */
export function overlookingSignatures(contract: ServedContract): ServedContract {
  return {
    ...contract,
    read: (operation, received) =>
      contract.read(operation, { ...received, path: withoutSignature(received.path) }),
  };
}

function withoutSignature(target: string): string {
  const [path = '', query] = target.split('?', 2);
  const rest = new URLSearchParams(query);
  if (!names.every((name) => rest.has(name))) return target;
  for (const name of names) rest.delete(name);
  return rest.size === 0 ? path : `${path}?${String(rest)}`;
}

/** Clients put their base URL, which ends in a slash, before links, which begin with one. */
function plain(path: string): string {
  return path.replace(/^\/+/, '/').replace(/\/$/, '');
}
