import { Credential } from '../credentials/credential.ts';
import type { CredentialSource } from './credential-source.ts';
import type { Exchange } from './exchange.ts';

/**
 * Waits for the attempt's turn, no longer than the call's deadline. A repeated attempt takes a turn of its own: the
 * platform counts it too.
 */
export async function limit(exchange: Exchange, source: CredentialSource): Promise<void> {
  const limiter = exchange.settings.limiter;
  if (limiter === undefined) return;
  const { deadline, operation } = exchange;
  const found = await deadline.within(Promise.resolve(source.current()));
  await deadline.within(
    limiter.turn({
      operation: operation.id,
      credential: found instanceof Credential ? found : undefined,
      timeout: deadline.left,
    }),
  );
}
