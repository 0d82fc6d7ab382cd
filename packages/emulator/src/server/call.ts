import { matchPath, type Decoded, type Operation } from '@bimodal/contract/runtime';
import type { FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { allows } from './allows.ts';
import type { Answer } from './answer.ts';
import type { Deviations } from './deviations.ts';
import type { Fault } from '../faults/fault.ts';
import type { Context, Identity, Platform } from './platform.ts';
import { issuesInWords } from './issues.ts';
import { Refusal } from './refusal.ts';

/** What a call needs to know of the emulator around it. */
export interface Surroundings {
  readonly deviations: Deviations;
  readonly strict: boolean;
}

/** The operations that share a method and a path, and the path as the contract spells it. */
export interface Route<I extends Identity> {
  readonly platform: Platform<I>;
  readonly operations: readonly Operation[];
}

export interface Called {
  readonly operation: Operation;
  readonly answer: Answer;
}

/**
 * One call, from the request to its judged answer: the deliberate faults, what the platform refuses to anyone, the
 * credential, the choice among operations of one path, the input, the handler.
 *
 * @throws Refusal
 */
export async function call<I extends Identity>(
  { platform, operations }: Route<I>,
  request: FastifyRequest,
  faults: readonly Fault[],
  signal: AbortSignal,
  surroundings: Surroundings,
): Promise<Called> {
  await suffer(faults, signal);
  for (const operation of operations) platform.admit?.(operation, request.headers);
  const [path = '', text] = request.url.split('?', 2);
  const query = new URLSearchParams(text);
  const { authorization } = request.headers;
  const identity = platform.identify({ authorization, path, query, isSocket: request.ws });
  const { operation, reading } = choose(platform, operations, identity, request);
  const handler = platform.handlers[operation.id];
  if (!handler) throw new Refusal(501, `${operation.id} is not emulated yet.`);
  platform.authorise(operation, identity);

  judgeInput(platform, operation, reading, surroundings);

  const context: Context<I> = {
    operation,
    identity,
    headers: request.headers,
    body: bodyOf(request),
    url: request.url,
    origin: `http://${request.headers.host ?? 'localhost'}`,
    ip: request.ip,
    signal,
  };
  try {
    // The contract has read the input, which is what a handler's input type stands on.
    return { operation, answer: await handler(reading.input as never, context) };
  } catch (error) {
    // Some platforms overlook what is wrong with an input; what their handler here cannot overlook is no mistake of its own.
    if (error instanceof Refusal || reading.faults.length === 0 || signal.aborted) throw error;
    throw new Refusal(400, issuesInWords(reading.faults), { cause: error });
  }
}

/** Notes what departs from the contract, and refuses what the platform cannot read or strictness does not allow. */
function judgeInput<I extends Identity>(
  platform: Platform<I>,
  operation: Operation,
  { departures, faults, malformed }: Decoded,
  { deviations, strict }: Surroundings,
): void {
  const unreadable = malformed === undefined ? faults : [{ path: '', message: malformed }];
  const issues = [...unreadable, ...departures];
  if (issues.length === 0) return;
  deviations.add({ kind: 'request', platform: platform.name, operation: operation.id, issues });
  const invalid = unreadable.length > 0 ? platform.invalid(operation, unreadable) : undefined;
  if (invalid) throw invalid;
  if (malformed !== undefined) throw new Refusal(400, malformed);
  if (strict) throw new Refusal(400, `${operation.id} (strict): ${issuesInWords(issues)}`);
}

async function suffer(faults: readonly Fault[], signal: AbortSignal): Promise<void> {
  for (const { latency } of faults) if (latency) await pause(latency, undefined, { signal });
  for (const { status, retryAfter } of faults) {
    if (status === undefined) continue;
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    throw new Refusal(status, 'A fault answers here, as it was asked to.', { headers });
  }
}

/** Of operations that share a path: the one that the input fits best, and of equals one that this caller may call. */
function choose<I extends Identity>(
  platform: Platform<I>,
  operations: readonly Operation[],
  identity: I,
  request: FastifyRequest,
): { operation: Operation; reading: Decoded } {
  const { method, headers } = request;
  const body = bodyOf(request);
  const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const candidates = operations.map((operation) => {
    const path = pathOf(operation, request.url) + query;
    if (!matchPath(operation.path, path)) throw platform.unknownRoute(method, request.url);
    const reading = platform.contract.read(operation, { method, path, headers, body });
    // Where no key is needed, one does no harm.
    const misfit = allows(operation, identity.kind) || allows(operation, 'nobody') ? 0 : 1;
    // What fits none is judged by what this caller may call: it lacks a field there, not a key.
    const isFaulty = Math.min(1, reading.faults.length);
    const rank = [isFaulty, isFaulty * misfit, reading.faults.length, reading.departures.length, misfit];
    return { operation, reading, rank };
  });
  const [best] = candidates.toSorted((a, b) => compare(a.rank, b.rank));
  if (!best) throw new Error('A route without operations');
  return best;
}

function bodyOf({ body }: FastifyRequest): Buffer | undefined {
  return Buffer.isBuffer(body) ? body : undefined;
}

/** The path as the contract spells it, whichever of its spellings the client used: they differ in fixed segments only. */
function pathOf(operation: Operation, url: string): string {
  const sent = (url.split('?', 1)[0] ?? '').split('/');
  const spelled = operation.path
    .split('/')
    .map((segment, at) => (segment.startsWith('{') ? (sent[at] ?? '') : segment));
  return spelled.join('/');
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
