import type { Handlers } from '../server/platform.ts';
import { now } from './clock.ts';
import { Documents, type Json } from './documents.ts';
import type { CloudIdentity } from './identity.ts';
import { needModule, type ModuleInput } from './modules.ts';
import type { CloudParts } from './parts.ts';
import { needDevice } from './permissions.ts';
import { ranged, type RangeInput } from './range.ts';
import { missing } from './reasons.ts';

interface VideoFilter extends ModuleInput, RangeInput {
  readonly searchKeyPrefix?: string;
  readonly searchKeys?: string;
  readonly sortBy?: string;
}

/** Videos and firmware. How they come into the platform is not public: the emulator has those that it was seeded with. */
export function media({ db, tokens }: CloudParts): Handlers<CloudIdentity> {
  const videos = new Documents(db, 'video');
  const bundles = new Documents(db, 'bundle');
  const ofModule = (identity: CloudIdentity, { home, module }: ModuleInput) =>
    'projectId' in identity
      ? videos
          .list(identity.projectId)
          .filter(({ homeId, json }) => homeId === home && json['moduleId'] === module)
      : [];
  const link = (origin: string, file: unknown): string => `${origin}/download/${tokens.link(String(file))}`;
  return {
    'videos.list': (input: VideoFilter, { identity, origin }) => {
      needModule(db, identity, input, 'video');
      const { searchKeyPrefix, searchKeys, home } = input;
      if (searchKeyPrefix !== undefined && searchKeys !== undefined) {
        throw missing('Give searchKeyPrefix or searchKeys.');
      }
      const keys = searchKeys?.split(',');
      const sign = input.sortBy?.endsWith(':desc') ? -1 : 1;
      const found = ofModule(identity, input)
        .map(({ json }) => ({
          homeId: home,
          searchKey: String(json['searchKey']),
          video: link(origin, json['video']),
          thumbnail: link(origin, json['thumbnail']),
        }))
        .filter(
          ({ searchKey }) =>
            searchKey.startsWith(searchKeyPrefix ?? '') && (keys?.includes(searchKey) ?? true),
        )
        .toSorted((a, b) => sign * a.searchKey.localeCompare(b.searchKey));
      return ranged(found, { limit: 20, ...input });
    },

    'videos.delete': (input: ModuleInput & { searchKey: string }, { identity }) => {
      needModule(db, identity, input, 'video');
      const found = ofModule(identity, input).filter(({ json }) => json['searchKey'] === input.searchKey);
      for (const video of found) videos.delete(video);
      return {};
    },

    'bundles.list': (_input, { identity, origin }) => {
      const ownClass = classOf(identity);
      const all = 'projectId' in identity ? bundles.list(identity.projectId) : [];
      const found = all
        .map(({ json }) => json)
        .filter(({ deviceClass }) => ownClass === undefined || deviceClass === ownClass);
      return { body: found.map((bundle) => withLinks(bundle, (file) => link(origin, file))) };
    },

    'devices.reportFirmware': (input: { device: number; bundleId: string }, { identity }) => {
      needDevice(db, identity, input.device);
      const { device: id, bundleId } = input;
      if (!/^[a-z0-9]+([-_.][a-z0-9]+)*$/i.test(bundleId)) throw missing('That is no bundle id.');
      db.run('UPDATE device SET bundleInstalled = :bundleId, bundleInstallTime = :now WHERE id = :id', {
        id,
        bundleId,
        now: now(),
      });
      return {};
    },
  };

  /** A device sees what is for its class. */
  function classOf(identity: CloudIdentity): string | undefined {
    if (identity.kind !== 'device') return undefined;
    return db.get<{ deviceClass: string }>('SELECT deviceClass FROM device WHERE id = :id', {
      id: identity.deviceId,
    })?.deviceClass;
  }
}

function withLinks(bundle: Json, link: (file: unknown) => string): Json {
  const components = bundle['components'] as readonly Json[];
  return { ...bundle, components: components.map((each) => ({ ...each, url: link(each['url']) })) };
}
