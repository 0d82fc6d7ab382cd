import type { Handlers } from '../../server/platform.ts';
import { Documents, type Document, type Json } from '../kernel/documents.ts';
import type { Downloads } from '../devices/downloads.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import { needModule, type ModuleInput } from '../devices/modules.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { missing } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';
import { StreamStore } from '../streams/store.ts';
import type { RecordedVideo } from './recordings.ts';

interface VideoFilter extends ModuleInput, RangeInput {
  readonly searchKeyPrefix?: string;
  readonly searchKeys?: string;
  readonly sortBy?: string;
}

/** Of the seeded one the files; of recorded ones where their packets are. */
interface KeptVideo {
  readonly searchKey: string;
  readonly video?: string;
  readonly thumbnail?: string;
  readonly recorded?: RecordedVideo;
}

/** Videos: the one that was seeded, and those that devices recorded. */
export function videos({ db, tokens }: CloudParts, downloads: Downloads): Handlers<CloudIdentity> {
  const documents = new Documents(db, 'video');
  const streams = new StreamStore(db);
  downloads.serve('video/', (file) => {
    const [projectId, id = ''] = file.split('/');
    const video = documents.find(Number(projectId), id);
    const recorded = (video?.json as (Json & KeptVideo) | undefined)?.recorded;
    if (!video || video.homeId === null || !recorded) return undefined;
    const { moduleId, name, start, stop, contentType } = recorded;
    const place = { homeId: video.homeId, moduleId };
    return {
      contentType,
      async *chunks() {
        for await (const { bytes } of streams.packets(place, name, { start, stop })) yield bytes;
      },
    };
  });
  const ofModule = (identity: CloudIdentity, { home, module }: ModuleInput) =>
    'projectId' in identity
      ? documents
          .list(identity.projectId)
          .filter(({ homeId, json }) => homeId === home && json['moduleId'] === module)
      : [];
  const described = ({ projectId, id, homeId, json }: Document, origin: string): object => {
    const { searchKey, video = `video/${projectId}/${id}`, thumbnail } = json as Json & KeptVideo;
    const link = (file: string): string => `${origin}/download/${tokens.link(file)}`;
    const picture = thumbnail === undefined ? undefined : link(thumbnail);
    return present({ homeId, searchKey, video: link(video), thumbnail: picture });
  };
  return {
    'videos.list': (input: VideoFilter, { identity, origin }) => {
      needModule(db, identity, input, 'video');
      const { searchKeyPrefix, searchKeys } = input;
      if (searchKeyPrefix !== undefined && searchKeys !== undefined) {
        throw missing('Give searchKeyPrefix or searchKeys.');
      }
      const keys = searchKeys?.split(',');
      const sign = input.sortBy?.endsWith(':desc') ? -1 : 1;
      const keyOf = (json: Json): string => String(json['searchKey']);
      const found = ofModule(identity, input)
        .filter(({ json }) => keyOf(json).startsWith(searchKeyPrefix ?? ''))
        .filter(({ json }) => keys?.includes(keyOf(json)) ?? true)
        .toSorted((a, b) => sign * compare(keyOf(a.json), keyOf(b.json)))
        .map((video) => described(video, origin));
      return ranged(found, { limit: 20, ...input });
    },

    'videos.delete': (input: ModuleInput & { searchKey: string }, { identity }) => {
      needModule(db, identity, input, 'video');
      const found = ofModule(identity, input).filter(({ json }) => json['searchKey'] === input.searchKey);
      for (const video of found) documents.delete(video);
      return {};
    },
  };
}

/** By character, not by language: keys are no words. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
