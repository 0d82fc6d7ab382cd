import { CsvError } from '@bimodal/analytics-client';
import { BimodalError, BodyError, ConnectionError, StatusError, TimeoutError } from '@bimodal/auth-core';
import type { Sighting } from '../proxy/fault-proxy.ts';

/** How a call ended. */
export type Ending =
  | { readonly kind: 'answered'; readonly isRight: boolean }
  | { readonly kind: 'failed'; readonly error: unknown; readonly isCallersOwn: boolean }
  | { readonly kind: 'pending' };

/** What is known of a call when it has ended. */
export interface Evidence {
  readonly ending: Ending;
  readonly isIdempotent: boolean;
  readonly sighting: Sighting;
  readonly arrivals: number;
  /** Milliseconds that it took, those that it may take, and those that the process lost meanwhile. */
  readonly elapsed: number;
  readonly allowed: number;
  readonly lag: number;
}

/** Milliseconds beyond the deadline that settling a call may take on a busy machine. */
const slack = 250;

/** What a server answers to a request that arrives mutilated. */
const ofMutilated: ReadonlySet<number> = new Set([400, 408, 431]);

/** What is wrong with how a call ended, in words. */
export function complaintsAbout(evidence: Evidence): readonly string[] {
  const { ending, isIdempotent, sighting, arrivals, elapsed, allowed, lag } = evidence;
  const complaints: string[] = [];
  if (ending.kind === 'answered') {
    if (!ending.isRight && !sighting.isRepeatedInside) complaints.push('the answer is wrong');
  } else if (ending.kind === 'pending') {
    complaints.push('it has not ended');
  } else if (!ending.isCallersOwn && !isFitting(ending.error, sighting)) {
    complaints.push(`it failed with ${describe(ending.error)}`);
  }
  if (elapsed > allowed + slack + lag) {
    complaints.push(
      `it took ${Math.round(elapsed)} ms and had ${allowed} (the process lost ${Math.round(lag)})`,
    );
  }
  if (!isIdempotent && saysUnsent(ending) && sighting.sent + arrivals > 0) {
    complaints.push('it says that it was not sent, and it was');
  }
  if (!isIdempotent && sighting.sent > 1) complaints.push(`it was sent ${sighting.sent} times`);
  if (!isIdempotent && arrivals > 1) complaints.push(`it arrived ${arrivals} times`);
  return complaints;
}

/** A typed error that says what may have happened: a refusal in the platform's name is none where nothing was refused. */
function isFitting(error: unknown, { met }: Sighting): boolean {
  if (!BimodalError.isInstance(error)) return false;
  if (StatusError.isInstance(error)) return ofMutilated.has(error.status) && met.size > 0;
  const classes = [ConnectionError, TimeoutError, BodyError, CsvError];
  return classes.some((each) => each.isInstance(error));
}

function saysUnsent(ending: Ending): boolean {
  return ending.kind === 'failed' && ConnectionError.isInstance(ending.error) && !ending.error.sent;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
