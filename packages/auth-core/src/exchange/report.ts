import { attemptChannel } from './channels.ts';
import type { Exchange } from './exchange.ts';

/** Tells the diagnostics channel how an attempt ended; costs nothing where nobody listens. */
export function reportAttempt(exchange: Exchange, outcome: unknown): void {
  if (!attemptChannel.hasSubscribers) return;
  const { operation, settings } = exchange;
  const failed = typeof outcome !== 'number';
  attemptChannel.publish({
    platform: settings.platform.name,
    operation: operation.id,
    method: operation.method,
    path: operation.path,
    attempt: exchange.attempts,
    status: failed ? statusOf(outcome) : outcome,
    elapsed: performance.now() - exchange.startedAt,
    error: failed && outcome instanceof Error ? outcome.name : undefined,
  });
}

function statusOf(error: unknown): number | undefined {
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined;
  return typeof status === 'number' ? status : undefined;
}
