import { Credential } from '../credentials/credential.ts';
import { askFor, takesNone } from './authorise.ts';
import type { CredentialSource } from './credential-source.ts';
import type { Exchange } from '../exchange/exchange.ts';

/**
 * Waits for the attempt's turn, no longer than the call's deadline. A repeated attempt takes a turn of its own: the
 * platform counts it too.
 */
export async function limit(exchange: Exchange, source: CredentialSource): Promise<void> {
  const limiter = exchange.settings.limiter;
  if (limiter === undefined) return;
  const { deadline, operation } = exchange;
  const found = takesNone(operation) ? undefined : await askFor(exchange, source, undefined);
  await deadline.within(
    limiter.turn({
      operation: operation.id,
      method: operation.method,
      path: operation.path,
      credential: Credential.isInstance(found) ? found : undefined,
      left: () => deadline.left,
      wait: (milliseconds) => deadline.wait(milliseconds),
      within: (promise) => deadline.within(promise),
    }),
  );
}
