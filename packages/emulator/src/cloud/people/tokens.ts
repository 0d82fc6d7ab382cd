import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../state/secrets.ts';

/** What a key stands for: one row of one table. */
export interface TokenSubject {
  readonly type: 'user' | 'device' | 'project';
  readonly id: number;
  /** Unix seconds. A key that was issued at another moment than its row says is void. */
  readonly issuedAt: number;
}

/** Seen: `d|<device>` for devices, `us|<session>` for sessions. Project keys are our own choice. */
const prefixes = { user: 'us', device: 'd', project: 'pk' } as const;

/**
 * Keys in the shape that the platform's have: `v1.<base64>.<unix seconds>.<56 hex>`. Clients take them for opaque, and so
 * may we: the shape is kept for those who store or log them.
 */
export class Tokens {
  readonly #key: string;

  constructor(secrets: Secrets) {
    this.#key = secrets.hex('cloud/token-key', 32);
  }

  issue({ type, id, issuedAt }: TokenSubject): string {
    const payload = Buffer.from(`${prefixes[type]}|${id}`).toString('base64');
    return `v1.${payload}.${issuedAt}.${this.#mac(payload, issuedAt)}`;
  }

  /** What a key stands for, or undefined where it was not issued here. */
  read(token: string): TokenSubject | undefined {
    const match = /^v1\.([A-Za-z0-9+/]+={0,2})\.(\d{1,12})\.([0-9a-f]{56})$/.exec(token);
    const [, payload = '', seconds = '', mac = ''] = match ?? [];
    const issuedAt = Number(seconds);
    if (!match || !timingSafeEqual(Buffer.from(mac), Buffer.from(this.#mac(payload, issuedAt))))
      return undefined;
    const [prefix, id] = Buffer.from(payload, 'base64').toString('latin1').split('|');
    for (const type of ['user', 'device', 'project'] as const) {
      if (prefixes[type] === prefix) return { type, id: Number(id), issuedAt };
    }
    return undefined;
  }

  /** What stands in the address of a file, for whoever has it: of the same shape. */
  link(file: string): string {
    const payload = Buffer.from(JSON.stringify({ file })).toString('base64url');
    return `v1.${payload}.0.${this.#mac(payload, 0)}`;
  }

  /** The file that a link is of, or undefined where it was not made here. */
  readLink(token: string): string | undefined {
    const [, payload = '', mac = ''] = /^v1\.([\w-]+)\.0\.([0-9a-f]{56})$/.exec(token) ?? [];
    if (mac === '' || !timingSafeEqual(Buffer.from(mac), Buffer.from(this.#mac(payload, 0))))
      return undefined;
    const read: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return String(Reflect.get(Object(read), 'file'));
  }

  /** The claim code of a seeded device: 16 characters, the same for the same seed. */
  code(deviceId: number): string {
    return this.#mac(`claim|${deviceId}`, 0).slice(0, 16);
  }

  #mac(payload: string, issuedAt: number): string {
    return createHmac('sha224', this.#key).update(`${payload}.${issuedAt}`).digest('hex');
  }
}
