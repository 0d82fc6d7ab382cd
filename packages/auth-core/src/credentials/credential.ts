import type { Kind } from '@bimodal/contract/runtime';
import { readBaseUrl } from '../checks/base-url.ts';
import { inspectCustom } from '../values/inspect.ts';
import { ownCopy } from '../values/own-copy.ts';
import { InputError } from '../errors/input-error.ts';

export type CredentialKind = Exclude<Kind, 'nobody'>;

/** The registered symbols let two copies of this package agree, and keep secrets out of every enumeration. */
export const authorization: unique symbol = Symbol.for('bimodal.credential.authorization');
export const secrets: unique symbol = Symbol.for('bimodal.credential.secrets');

interface CredentialFacts {
  readonly scheme: 'Basic' | 'Bearer' | 'ModeCloud';
  readonly authorization: string;
  readonly secrets: readonly string[];
  readonly kind?: CredentialKind | undefined;
  readonly origin?: string | undefined;
  readonly expiresAt?: Date | undefined;
  /** Where it came from, in words that name no secret: "given", "environment", "profile acme". */
  readonly from?: string | undefined;
}

function checkedDate(date: Date | undefined): Date | undefined {
  if (date === undefined || (date instanceof Date && !Number.isNaN(date.getTime()))) return date;
  throw new InputError('`expiresAt` of a credential is a Date, and one that there is.');
}

/**
 * What proves who is calling. Its secret parts live in private fields: printing, spreading or serialising a credential
 * shows its scheme and kind only.
 */
export class Credential {
  readonly scheme: CredentialFacts['scheme'];
  /** Who it stands for, where that is known; see `CallerError`. */
  readonly kind: CredentialKind | undefined;
  /** The only origin it may be sent to, where it is bound to one; otherwise the client's own. */
  readonly origin: string | undefined;
  readonly expiresAt: Date | undefined;
  readonly from: string;
  readonly #authorization: string;
  readonly #secrets: readonly string[];

  constructor(given: CredentialFacts) {
    const facts = ownCopy(given);
    this.scheme = facts.scheme;
    this.kind = facts.kind;
    // Whether plain http is allowed is decided where the request is sent.
    this.origin = facts.origin === undefined ? undefined : readBaseUrl(facts.origin, true).origin;
    this.expiresAt = checkedDate(facts.expiresAt);
    this.from = facts.from ?? 'given';
    this.#authorization = facts.authorization;
    this.#secrets = facts.secrets;
  }

  /** The same credential with other facts about it: its kind once known, the origin it is bound to. */
  with(given: {
    kind?: CredentialKind | undefined;
    origin?: string | undefined;
    from?: string | undefined;
  }): Credential {
    const facts = ownCopy(given);
    return new Credential({
      scheme: this.scheme,
      authorization: this.#authorization,
      secrets: this.#secrets,
      kind: facts.kind ?? this.kind,
      origin: facts.origin ?? this.origin,
      expiresAt: this.expiresAt,
      from: facts.from ?? this.from,
    });
  }

  /** Whether a value is a credential, also when another copy of the package made it. */
  static isInstance(value: unknown): value is Credential {
    return typeof value === 'object' && value !== null && authorization in value;
  }

  /** The value of the `Authorization` header, for the engine alone. */
  [authorization](): string {
    return this.#authorization;
  }

  /** Strings that must never leave the process in an error or a log, for the engine's redaction. */
  [secrets](): readonly string[] {
    return this.#secrets;
  }

  toString(): string {
    return `[${this.scheme} credential${this.kind ? `, kind ${this.kind}` : ''}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspectCustom](): string {
    return this.toString();
  }
}
