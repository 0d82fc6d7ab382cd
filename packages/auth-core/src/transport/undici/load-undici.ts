import { explainOldNode } from './old-node.ts';

type Undici = typeof import('undici');

/**
 * Loads undici, by its own files where the runtime puts something of its own in the place of the bare name, as Bun does.
 *
 * @throws Error where what came is not the whole of undici, or where Node is too old for it.
 */
export async function loadUndici(): Promise<Undici> {
  return whole(await import('#undici').catch(explainOldNode));
}

/** @throws Error for a stand-in of a runtime's, which has the names of undici and none of what is behind them. */
export function whole(undici: Undici): Undici {
  const agent: unknown = undici.Agent?.prototype;
  if (typeof agent === 'object' && agent !== null && 'dispatch' in agent) return undici;
  throw new Error(
    'What this runtime or bundler gives for `undici` is a stand-in that sends nothing: `Agent.prototype.dispatch` is missing. ' +
      'Let it load the package `undici` from node_modules, or pass `transport: fetchTransport()`.',
  );
}
