import { randomBytes } from 'node:crypto';
import type { Handlers } from '../../server/platform.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { unknown } from '../kernel/reasons.ts';

export interface Download {
  readonly contentType: string;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** Offers that are kept; the oldest goes first. */
const most = 1000;

/** What is behind addresses that need no key: exports, files such as firmware, and what is made while it is fetched. */
export class Downloads {
  readonly #parts: Pick<CloudParts, 'db' | 'tokens'>;
  readonly #offers = new Map<string, Download>();
  readonly #sources = new Map<string, (file: string) => Download | undefined>();

  constructor(parts: Pick<CloudParts, 'db' | 'tokens'>) {
    this.#parts = parts;
  }

  /** The token of something that is made while it is fetched; until the emulator ends. */
  offer(contentType: string, chunks: () => AsyncIterable<Uint8Array>): string {
    const token = randomBytes(16).toString('hex');
    this.#offers.set(token, { contentType, chunks });
    for (const oldest of this.#offers.keys()) {
      if (this.#offers.size <= most) break;
      this.#offers.delete(oldest);
    }
    return token;
  }

  /** Says where files come from whose names begin so. They are found by a signed link only. */
  serve(prefix: string, find: (file: string) => Download | undefined): void {
    this.#sources.set(prefix, find);
  }

  /** Keeps bytes under a new token. */
  keep(contentType: string, bytes: Uint8Array): string {
    const token = randomBytes(16).toString('hex');
    this.#parts.db.run(
      'INSERT INTO download (token, contentType, bytes) VALUES (:token, :contentType, :bytes)',
      {
        token,
        contentType,
        bytes,
      },
    );
    return token;
  }

  /** @throws Refusal */
  find(token: string): Download {
    const offered = this.#offers.get(token);
    if (offered) return offered;
    const { db, tokens } = this.#parts;
    // Files have names that anybody could guess: they are found by a signed link only.
    const key = /^[0-9a-f]{32}$/.test(token) ? token : tokens.readLink(token);
    for (const [prefix, find] of this.#sources) {
      const made = key?.startsWith(prefix) ? find(key.slice(prefix.length)) : undefined;
      if (made) return made;
    }
    const row = db.get<{ contentType: string; bytes: Uint8Array }>(
      'SELECT contentType, bytes FROM download WHERE token = :key',
      { key: key ?? '' },
    );
    if (!row) throw unknown('download');
    return {
      contentType: row.contentType,
      async *chunks() {
        yield row.bytes;
      },
    };
  }
}

/** Whoever may upload says what a file is: a page among them runs nothing here, where a browser may know the admin token. */
const inert = { 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' };

export function downloadRoutes(downloads: Downloads): Handlers<CloudIdentity> {
  return {
    'downloads.get': (input: { token: string }) => {
      const { contentType, chunks } = downloads.find(input.token);
      return { headers: { ...inert, 'content-type': contentType }, stream: chunks() };
    },

    'downloads.getStatus': (input: { token: string }) => {
      downloads.find(input.token);
      return { body: { status: 'completed' } };
    },
  };
}
