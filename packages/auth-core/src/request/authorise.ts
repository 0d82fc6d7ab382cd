import type { Kind, Operation } from '@bimodal/contract/runtime';
import { Credential } from '../credentials/credential.ts';
import { pageAdvice, refuseInPage } from '../credentials/refuse-in-page.ts';
import { quoted, type NothingFound } from '../credentials/provider.ts';
import { BimodalError } from '../errors/bimodal-error.ts';
import { CallerError } from '../errors/caller-error.ts';
import { CredentialError } from '../errors/credential-error.ts';
import { OriginError } from '../errors/origin-error.ts';
import { readBaseUrl, type BaseUrl } from '../checks/base-url.ts';
import type { CredentialSource } from './credential-source.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Settings } from '../options/settings.ts';
import { isPage } from '../values/page.ts';

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
  if (takesNone(exchange.operation) && exchange.settings.base !== undefined) {
    return { base: exchange.settings.base, credential: undefined };
  }
  const found = askFor(exchange, source, refused);
  return found instanceof Promise ? found.then((value) => settle(exchange, value)) : settle(exchange, found);
}

/** Whether nobody's credential belongs to an operation: it is sent without one, whatever is at hand. */
export function takesNone({ callers }: Operation): boolean {
  return callers?.length === 1 && (callers[0] === 'nobody' || callers[0] === 'nobody?');
}

/** Asks the source for a credential, no longer than the deadline allows. */
export function askFor(
  exchange: Exchange,
  source: CredentialSource,
  refused: Credential | undefined,
): Credential | NothingFound | Promise<Credential | NothingFound> {
  const found = source.current(refused);
  if (!(found instanceof Promise)) return found;
  const told = found.catch((error: unknown) => {
    if (BimodalError.isInstance(error)) throw error;
    throw new CredentialError(
      `No credential for ${exchange.settings.platform.name}: the provider${quoted(source.name)} failed, see the cause. Nothing was sent.`,
      { ...exchange.facts(), retryable: false, cause: error },
    );
  });
  return exchange.deadline.within(told);
}

function settle(exchange: Exchange, found: Credential | NothingFound): Authorised {
  const { operation, settings } = exchange;
  const anonymous = operation.callers?.some((kind) => kind === 'nobody' || kind === 'nobody?') ?? false;
  if (!Credential.isInstance(found)) {
    if (!anonymous) {
      throw new CredentialError(
        `No credential for ${settings.platform.name}: ${found.lookedFor}. ${isPage() ? pageAdvice : settings.platform.credentialAdvice}`,
        { ...exchange.facts(), retryable: false },
      );
    }
    return { base: settings.base ?? settings.production, credential: undefined };
  }
  if (isPage()) refuseInPage(found);
  checkScheme(exchange, found);
  const base = settings.base ?? baseOf(settings, found);
  checkOrigin(exchange, found, base);
  if (takesNone(operation)) return { base, credential: undefined };
  checkKind(exchange, found, anonymous);
  return { base, credential: found };
}

const bases = new WeakMap<Credential, BaseUrl>();

/** Where a credential goes that no base URL is given for: read once, since reading a URL costs as much as a small call. */
function baseOf(settings: Settings, credential: Credential): BaseUrl {
  if (credential.origin === undefined) return settings.production;
  let base = bases.get(credential);
  if (base === undefined || (isInsecure(base) && !settings.allowInsecureHttp)) {
    base = readBaseUrl(credential.origin, settings.allowInsecureHttp);
    bases.set(credential, base);
  }
  return base;
}

function isInsecure(base: BaseUrl): boolean {
  return base.origin.startsWith('http:');
}

/** A credential that is bound to no origin would go to whatever platform the client is of: the other one, by mistake. */
function checkScheme(exchange: Exchange, credential: Credential): void {
  const { name, schemes, credentialAdvice } = exchange.settings.platform;
  if (schemes === undefined || schemes.includes(credential.scheme)) return;
  throw new OriginError(
    `The credential (${credential.from}) is not one of ${name}: its scheme is ${credential.scheme}. ${credentialAdvice} Nothing was sent.`,
    { ...exchange.facts(), retryable: false },
  );
}

function checkOrigin(exchange: Exchange, credential: Credential, base: BaseUrl): void {
  if (credential.origin === undefined || credential.origin === base.origin) return;
  throw new OriginError(
    `The credential (${credential.from}) belongs to ${credential.origin}, and the client talks to ${base.origin}. ` +
      'Use a credential of that place, or set the base URL where the credential is set.',
    { ...exchange.facts(), retryable: false },
  );
}

function checkKind(exchange: Exchange, credential: Credential, anonymous: boolean): void {
  const { operation } = exchange;
  const kind = credential.kind;
  if (kind === undefined || operation.callers === undefined || anonymous) return;
  if (operation.callers.some((allowed) => allowed === kind || allowed === `${kind}?`)) return;
  const takes = kindsTaken(operation.callers);
  if (takes.length === 0) {
    throw new CallerError(
      `${operation.id} takes no API key at all. ${operation.deprecated ?? ''}`.trimEnd(),
      {
        ...exchange.facts(),
        retryable: false,
        kind,
        takes,
      },
    );
  }
  throw new CallerError(
    `${operation.id} is not for a ${inWords(kind)}: it takes ${anyOf(takes)}. Use a client with such a credential.`,
    { ...exchange.facts(), retryable: false, kind, takes },
  );
}

/** The kinds behind an operation's `callers`, for words in errors. */
export function kindsTaken(callers: readonly string[]): readonly string[] {
  return callers.map((kind) => (kind.endsWith('?') ? kind.slice(0, -1) : kind));
}

const words: Readonly<Record<Kind, string>> & Readonly<Record<string, string | undefined>> = {
  workspace: 'Workspace token',
  member: 'Member token',
  personal: 'personal token',
  discovery: 'signature token',
  user: "user's session token",
  device: 'device key',
  project: 'project key',
  nobody: 'no credential',
};

/** Kinds as people would list them: "a Workspace token, a Member token or a personal token". */
export function anyOf(kinds: readonly string[]): string {
  const named = kinds.map((kind) => (kind === 'nobody' ? inWords(kind) : `a ${inWords(kind)}`));
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} or ${last}`;
}

/** A kind as people call it. */
export function inWords(kind: string): string {
  return (Object.hasOwn(words, kind) ? words[kind] : undefined) ?? kind;
}
