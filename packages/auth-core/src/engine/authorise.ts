import type { Kind } from '@bimodal/contract';
import { Credential } from '../credentials/credential.ts';
import type { NothingFound } from '../credentials/provider.ts';
import { CallerError } from '../errors/caller-error.ts';
import { CredentialError } from '../errors/credential-error.ts';
import { OriginError } from '../errors/origin-error.ts';
import { readBaseUrl, type BaseUrl } from './base-url.ts';
import type { CredentialSource } from './credential-source.ts';
import type { Exchange } from './exchange.ts';

/** Where an attempt goes, and with what. */
export interface Authorised {
  readonly base: BaseUrl;
  readonly credential: Credential | undefined;
}

/**
 * Settles which credential goes with an attempt and to which origin, now that both are known.
 *
 * @throws CredentialError where none is to be had, CallerError where its kind is known and not among those that the
 * operation takes, OriginError where it is bound to another origin. All of them before anything is sent.
 */
export function authorise(
  exchange: Exchange,
  source: CredentialSource,
  refused?: Credential,
): Authorised | Promise<Authorised> {
  const callers = exchange.operation.callers;
  // An operation that nobody's credential belongs to is sent without one, whatever is at hand.
  if (callers?.length === 1 && callers[0] === 'nobody' && exchange.settings.base !== undefined) {
    return { base: exchange.settings.base, credential: undefined };
  }
  const found = source.current(refused);
  if (found instanceof Promise) {
    return exchange.deadline.within(found).then((value) => settle(exchange, value));
  }
  return settle(exchange, found);
}

function settle(exchange: Exchange, found: Credential | NothingFound): Authorised {
  const { operation, settings } = exchange;
  const anonymous = operation.callers?.some((kind) => kind === 'nobody' || kind === 'nobody?') ?? false;
  if (!(found instanceof Credential)) {
    if (!anonymous) {
      throw new CredentialError(
        `No credential for ${settings.platform.name}: ${found.lookedFor}. ${settings.platform.credentialAdvice}`,
        exchange.facts(),
      );
    }
    const url = settings.base ?? readBaseUrl(settings.platform.productionUrl, false);
    return { base: url, credential: undefined };
  }
  const base =
    settings.base ?? readBaseUrl(found.origin ?? settings.platform.productionUrl, settings.allowInsecureHttp);
  checkOrigin(exchange, found, base);
  if (operation.callers?.length === 1 && anonymous) return { base, credential: undefined };
  checkKind(exchange, found, anonymous);
  return { base, credential: found };
}

function checkOrigin(exchange: Exchange, credential: Credential, base: BaseUrl): void {
  if (credential.origin === undefined || credential.origin === base.origin) return;
  throw new OriginError(
    `The credential (${credential.from}) belongs to ${credential.origin}, and the client talks to ${base.origin}. ` +
      'Use a credential of that place, or set the base URL where the credential is set.',
    exchange.facts(),
  );
}

function checkKind(exchange: Exchange, credential: Credential, anonymous: boolean): void {
  const { operation } = exchange;
  const kind = credential.kind;
  if (kind === undefined || operation.callers === undefined || anonymous) return;
  if (operation.callers.some((allowed) => allowed === kind || allowed === `${kind}?`)) return;
  const takes = kindsTaken(operation.callers);
  throw new CallerError(
    `${operation.id} is not for a ${inWords(kind)}: it takes ${takes.map(inWords).join(' or ')}. Use a client with such a credential.`,
    { ...exchange.facts(), kind, takes },
  );
}

/** The kinds behind an operation's `callers`, for words in errors. */
export function kindsTaken(callers: readonly string[]): readonly string[] {
  return callers.map((kind) => (kind.endsWith('?') ? kind.slice(0, -1) : kind));
}

const words: Readonly<Record<Kind, string>> = {
  workspace: 'Workspace token',
  member: 'Member token',
  personal: 'personal token',
  discovery: 'signature token',
  user: "user's session token",
  device: 'device key',
  project: 'project key',
  nobody: 'no credential',
};

/** A kind as people call it. */
export function inWords(kind: string): string {
  return Object.hasOwn(words, kind) ? Reflect.get(words, kind) : kind;
}
