import type { Handlers } from '../server/platform.ts';
import { now } from './clock.ts';
import { Documents } from './documents.ts';
import type { CloudIdentity } from './identity.ts';
import { needModule, type ModuleInput } from './modules.ts';
import type { CloudParts } from './parts.ts';
import { needDevice } from './permissions.ts';
import { ranged, type RangeInput } from './range.ts';
import { missing, unknown } from './reasons.ts';

interface VideoFilter extends ModuleInput, RangeInput {
  readonly searchKeyPrefix?: string;
  readonly searchKeys?: string;
  readonly sortBy?: string;
}

/** Videos, data streams and firmware. How they come into the platform is not public, so that the emulator has none. */
export function media({ db }: CloudParts): Handlers<CloudIdentity> {
  const videos = new Documents(db, 'video');
  const bundles = new Documents(db, 'bundle');
  const ofHome = (identity: CloudIdentity, home: number) =>
    'projectId' in identity ? videos.list(identity.projectId).filter(({ homeId }) => homeId === home) : [];
  return {
    'videos.list': (input: VideoFilter, { identity }) => {
      needModule(db, identity, input, 'video');
      const { searchKeyPrefix, searchKeys } = input;
      if (searchKeyPrefix !== undefined && searchKeys !== undefined) {
        throw missing('Give searchKeyPrefix or searchKeys.');
      }
      const keys = searchKeys?.split(',');
      const sign = input.sortBy?.endsWith(':desc') ? -1 : 1;
      const found = ofHome(identity, input.home)
        .map(({ json }) => json)
        .filter(({ searchKey }) => {
          const key = String(searchKey);
          return key.startsWith(searchKeyPrefix ?? '') && (keys?.includes(key) ?? true);
        })
        .toSorted((a, b) => sign * String(a['searchKey']).localeCompare(String(b['searchKey'])));
      return ranged(found, { limit: 20, ...input });
    },

    'videos.delete': (input: ModuleInput & { searchKey: string }, { identity }) => {
      needModule(db, identity, input, 'video');
      const found = ofHome(identity, input.home).filter(({ json }) => json['searchKey'] === input.searchKey);
      for (const video of found) videos.delete(video);
      return {};
    },

    'dataStreams.list': (input: ModuleInput & RangeInput, { identity }) => {
      needModule(db, identity, input, 'sds');
      return ranged([], input);
    },

    'dataStreams.download': (input: ModuleInput, { identity }) => {
      needModule(db, identity, input, 'sds');
      throw unknown('stream');
    },

    'bundles.list': (_input, { identity }) => ({
      body: 'projectId' in identity ? bundles.list(identity.projectId).map(({ json }) => json) : [],
    }),

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
}
