import type { Handlers } from '../../server/platform.ts';
import { now } from '../kernel/clock.ts';
import { Documents, type Json } from '../kernel/documents.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needDevice } from '../homes/permissions.ts';
import { missing } from '../kernel/reasons.ts';
import { bundleId as pattern } from './bundles.ts';

/** Firmware. How it comes into the platform is not public: the emulator has what it was started with. */
export function firmware({ db, tokens }: CloudParts): Handlers<CloudIdentity> {
  const bundles = new Documents(db, 'bundle');
  return {
    'bundles.list': (_input, { identity, origin }) => {
      const all = 'projectId' in identity ? bundles.list(identity.projectId) : [];
      const isFor = filterFor(identity);
      const link = (file: unknown): string => `${origin}/download/${tokens.link(String(file))}`;
      const found = all.map(({ json }) => json).filter(isFor);
      return { body: found.map((bundle) => bundleJson(bundle, link)) };
    },

    'devices.reportFirmware': (input: { device: number; bundleId: string }, { identity }) => {
      needDevice(db, identity, input.device);
      const { device: id, bundleId } = input;
      if (!pattern.test(bundleId)) throw missing('That is no bundle id.');
      db.run('UPDATE device SET bundleInstalled = :bundleId, bundleInstallTime = :now WHERE id = :id', {
        id,
        bundleId,
        now: now(),
      });
      return {};
    },
  };

  /** A device sees what is for its class and on its channel; others see everything. Source: documented. */
  function filterFor(identity: CloudIdentity): (bundle: Json) => boolean {
    if (identity.kind !== 'device') return () => true;
    const device = db.get<{ deviceClass: string; channel: string | null }>(
      'SELECT deviceClass, channel FROM device WHERE id = :id',
      { id: identity.deviceId },
    );
    return ({ deviceClass, channel }) =>
      deviceClass === device?.deviceClass && (channel ?? null) === device?.channel;
  }
}

/** As the platform writes it: with links, and without the channel, which is none of a bundle's known fields. */
function bundleJson({ channel: _, ...bundle }: Json, link: (file: unknown) => string): Json {
  const components = bundle['components'] as readonly Json[];
  return { ...bundle, components: components.map((each) => ({ ...each, url: link(each['url']) })) };
}
