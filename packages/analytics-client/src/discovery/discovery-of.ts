import { Credential, EngineCaller, type Caller, type Engine } from '@bimodal/auth-core';
import { Discovery } from '../discovery.ts';
import type { AnalyticsClientOptions } from '../options.ts';
import { SignatureTokens } from './signature-tokens.ts';

/** The Discovery API of a client: with the signature token that it was given, or with those that it makes. */
export function discoveryOf(
  engine: Engine,
  caller: Caller,
  options: AnalyticsClientOptions,
  defaults: Readonly<Record<string, string>>,
): Discovery {
  const { credential } = options;
  if (Credential.isInstance(credential) && credential.kind === 'discovery') return new Discovery(caller);
  const tokens = new SignatureTokens(caller, () => engine.origin);
  return new Discovery(new EngineCaller(engine.with(options, tokens, defaults)), tokens);
}
