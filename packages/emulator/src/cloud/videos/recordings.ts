import { randomBytes } from 'node:crypto';
import type { Database } from '../../state/database.ts';
import { Documents } from '../kernel/documents.ts';
import { modulesOf } from '../devices/smart-modules.ts';
import { StreamStore, type StreamPlace } from '../streams/store.ts';

/** Where a video's bytes are: packets of a stream, both ends included. */
export interface RecordedVideo {
  readonly moduleId: string;
  readonly name: string;
  readonly start: number;
  readonly stop: number;
  readonly contentType: string;
}

/** What a device says of a video before it sends it. */
export interface Announced {
  readonly searchKey: string;
  readonly contentType: string;
}

interface Recording extends Announced {
  readonly place: StreamPlace;
  readonly name: string;
  readonly start: number;
}

/**
 * Videos on their way: what is sent to a stream between its announcement and its end becomes a video of every video module
 * that has the stream's store for a source. One that is not ended is none, and is forgotten with the emulator.
 */
export class Recordings {
  readonly #videos: Documents;
  readonly #streams: StreamStore;
  readonly #db: Database;
  readonly #open = new Map<string, readonly Recording[]>();

  constructor(db: Database) {
    this.#db = db;
    this.#streams = new StreamStore(db);
    this.#videos = new Documents(db, 'video');
  }

  /** Begins recordings for whoever has this key, in place of those that were not ended. */
  begin(key: string, places: readonly StreamPlace[], name: string, announced: Announced): void {
    const begun = places.map((place) => ({
      ...announced,
      place,
      name,
      start: this.#streams.next(place, name),
    }));
    this.#open.set(key, begun);
  }

  /** Ends them: what came is a video. */
  end(key: string, projectId: number): void {
    for (const { place, name, start, searchKey, contentType } of this.#open.get(key) ?? []) {
      const stop = this.#streams.next(place, name) - 1;
      if (stop < start) continue;
      const recorded = { moduleId: place.moduleId, name, start, stop, contentType } satisfies RecordedVideo;
      for (const { id: moduleId, moduleType, dataSourceModules = [] } of modulesOf(this.#db, place.homeId)) {
        if (moduleType !== 'video' || !dataSourceModules.includes(place.moduleId)) continue;
        const id = randomBytes(8).toString('hex');
        this.#videos.add(projectId, place.homeId, id, { moduleId, searchKey, recorded });
      }
    }
    this.#open.delete(key);
  }
}
