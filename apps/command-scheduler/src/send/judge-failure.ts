import {
  BimodalError,
  BodyError,
  ConnectionError,
  RateLimitError,
  ServerError,
  StatusError,
  TimeoutError,
} from '@bimodal/iot-client';
import { messageOf } from '../log.ts';

/** What a failed attempt means. */
export interface Failure {
  /** In a word. */
  readonly reason: string;
  readonly detail: string;
  /** Whether another attempt may end better. It may also send a second time what did arrive. */
  readonly isWorthRepeating: boolean;
  /** How it is recorded when there is no other attempt. */
  readonly outcome: 'missed' | 'failed';
}

/**
 * Judges why a command was not sent. An answer that never came is repeated too: commands are sent at least once, and a
 * device that must not do something twice tells commands apart by their key.
 */
export function judgeFailure(error: unknown): Failure {
  const detail = messageOf(error).slice(0, 500);
  if (StatusError.isInstance(error) && error.code === 'DEVICE_OFFLINE') {
    return { reason: error.code, detail, isWorthRepeating: true, outcome: 'missed' };
  }
  const isWorthRepeating = [ConnectionError, TimeoutError, BodyError, RateLimitError, ServerError].some(
    (kind) => kind.isInstance(error),
  );
  const code = StatusError.isInstance(error) ? error.code || String(error.status) : undefined;
  const reason = code ?? (BimodalError.isInstance(error) ? error.name : 'unknown');
  return { reason, detail, isWorthRepeating, outcome: 'failed' };
}
