import type { Database } from '../../state/database.ts';

/** Where streams are: a stream data store of a home. */
export interface StreamPlace {
  readonly homeId: number;
  readonly moduleId: string;
}

export interface Packet {
  readonly packetIndex: number;
  readonly bytes: Uint8Array;
}

/** Packets that are read at once. */
const batch = 100;

/** The packets of all streams. */
export class StreamStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  names({ homeId, moduleId }: StreamPlace): string[] {
    return this.#db
      .all<{ name: string }>(
        'SELECT DISTINCT name FROM packet WHERE homeId = :homeId AND moduleId = :moduleId ORDER BY name',
        { homeId, moduleId },
      )
      .map(({ name }) => name);
  }

  /** The index of the next packet of a stream. */
  next({ homeId, moduleId }: StreamPlace, name: string): number {
    const found = this.#db.get<{ next: number }>(
      `SELECT coalesce(max(packetIndex) + 1, 0) AS next FROM packet
       WHERE homeId = :homeId AND moduleId = :moduleId AND name = :name`,
      { homeId, moduleId, name },
    );
    return found?.next ?? 0;
  }

  /** Adds bytes as the next packet of a stream, the first of which is 0. */
  add({ homeId, moduleId }: StreamPlace, name: string, bytes: Uint8Array): void {
    this.#db.run(
      `INSERT INTO packet (homeId, moduleId, name, packetIndex, bytes)
       SELECT :homeId, :moduleId, :name, coalesce(max(packetIndex) + 1, 0), :bytes FROM packet
       WHERE homeId = :homeId AND moduleId = :moduleId AND name = :name`,
      { homeId, moduleId, name, bytes },
    );
  }

  /** Packets by their index, both ends included. */
  async *packets(
    { homeId, moduleId }: StreamPlace,
    name: string,
    { start, stop }: { readonly start: number; readonly stop: number },
  ): AsyncGenerator<Packet> {
    for (let from = start; ;) {
      const found = this.#db.all<{ packetIndex: number; bytes: Uint8Array }>(
        `SELECT packetIndex, bytes FROM packet WHERE homeId = :homeId AND moduleId = :moduleId AND name = :name
         AND packetIndex BETWEEN :from AND :stop ORDER BY packetIndex LIMIT :batch`,
        { homeId, moduleId, name, from, stop, batch },
      );
      yield* found;
      const last = found.at(-1);
      if (last === undefined || found.length < batch) return;
      from = last.packetIndex + 1;
    }
  }
}
