import type { DuckDBConnection } from '@duckdb/node-api';

const AGAIN_MS = 20;

/** Interrupts whatever the connection runs from the abort on. Returns what ends it and leaves no listener behind. */
export function interruptOnAbort(connection: DuckDBConnection, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    // An interrupt between two steps of a query is lost, so it is repeated until the query has noticed.
    timer = setInterval(() => connection.interrupt(), AGAIN_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal.removeEventListener('abort', interrupt);
    clearInterval(timer);
  };
}
