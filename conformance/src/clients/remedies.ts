import type { CallSetup, Remedy, Setup } from './client.ts';

const signal = 'signal';

/** A signal that ends each call in time, in place of the client's own time-out. */
export const timeoutSignal: Remedy = {
  option: '`signal: AbortSignal.timeout(…)` per call',
  settings: { [signal]: true },
};

/** The `signal` of a call: its own, or the remedy's. */
export function signalOf(setup: Setup, options: CallSetup | undefined): { signal?: AbortSignal } {
  const own = setup.remedy?.[signal] === true ? AbortSignal.timeout(setup.timeout ?? 1000) : options?.signal;
  return own === undefined ? {} : { signal: own };
}

/** The remedy's constructor options, without the signal, which is none. */
export function remedyOptions(setup: Setup): Readonly<Record<string, unknown>> {
  const { [signal]: _signal, ...options } = setup.remedy ?? {};
  return options;
}

/** The same remedy for several probes. */
export function forProbes(ids: readonly string[], remedy: Remedy): Readonly<Record<string, Remedy>> {
  return Object.fromEntries(ids.map((id) => [id, remedy]));
}

/** The same reason for several probes. */
export function notFor(ids: readonly string[], reason: string): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id) => [id, reason]));
}
