import { Credential, type Caller } from '@bimodal/auth-core';
import { EngineCaller, type Engine } from '@bimodal/auth-core/internal';
import { Discovery } from './resources/discovery.ts';
import type { AnalyticsClientOptions } from './options.ts';
import { SignatureTokens } from './discovery/signature-tokens.ts';

/** The Discovery API of a client, and what ends it: with the signature token that it was given, or with those that it makes. */
export function discoveryOf(
  engine: Engine,
  caller: Caller,
  options: AnalyticsClientOptions,
  defaults: Readonly<Record<string, string>>,
): { readonly discovery: Discovery; readonly close: () => Promise<void> } {
  const { credential } = options;
  if (Credential.isInstance(credential) && credential.kind === 'discovery')
    return { discovery: new Discovery(caller), close: async () => undefined };
  const tokens = new SignatureTokens(caller, () => engine.origin);
  const own = new EngineCaller(engine.with(options, tokens, defaults));
  return { discovery: new Discovery(own, tokens), close: () => tokens.close() };
}
