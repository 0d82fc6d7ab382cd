import type { Client } from 'aedes';
import type { Target } from '../../faults/concerns.ts';
import type { LiveConnection } from '../../faults/live-connection.ts';

/** The library's own way to stop reading packets, which its types do not tell of. */
interface Pausable {
  pause(): void;
  resume(): void;
}

/** An MQTT connection, as far as faults go. */
export function liveClient(client: Client, target: Target): LiveConnection {
  const pausable = isPausable(client) ? client : undefined;
  return {
    target,
    cut: () => client.conn.destroy(),
    freeze() {
      client.conn.cork();
      pausable?.pause();
    },
    thaw() {
      pausable?.resume();
      client.conn.uncork();
    },
  };
}

function isPausable(client: object): client is Pausable {
  return 'pause' in client && 'resume' in client;
}
