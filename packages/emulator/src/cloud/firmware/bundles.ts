import { createHash } from 'node:crypto';
import type { CloudBundle } from '../../options/cloud-bundle.ts';
import type { Database } from '../../state/database.ts';
import { now } from '../kernel/clock.ts';
import { Documents } from '../kernel/documents.ts';

/** What ids of bundles look like. Source: documented. */
export const bundleId: RegExp = /^[a-z0-9]+([-_.][a-z0-9]+)*$/i;

/** Where bundles go. */
interface BundlePlace {
  readonly projectId: number;
  readonly deviceClass: string;
}

/** Puts bundles in place of those with the same ids. @throws Error for what is no id of a bundle. */
export function plantBundles(db: Database, place: BundlePlace, bundles: readonly CloudBundle[]): void {
  const documents = new Documents(db, 'bundle');
  const { projectId } = place;
  db.transaction(() => {
    for (const { id, components, ...said } of bundles) {
      if (!bundleId.test(id)) throw new Error(`"${id}" is no id of a bundle.`);
      const known = documents.find(projectId, id);
      if (known) documents.delete(known);
      db.run('DELETE FROM download WHERE token GLOB :files', { files: `firmware/${projectId}/${id}/*` });
      const files = components.map(({ bytes, ...component }, at) => {
        const file = `firmware/${projectId}/${id}/${at}`;
        db.run(
          "INSERT INTO download (token, contentType, bytes) VALUES (:file, 'application/octet-stream', :bytes)",
          { file, bytes },
        );
        return { ...component, checksum: createHash('sha1').update(bytes).digest('hex'), url: file };
      });
      const creationTime = known?.json['creationTime'] ?? now();
      documents.add(projectId, null, id, { id, ...place, creationTime, ...said, components: files });
    }
  });
}

/** Puts a device on a firmware channel, or, with undefined, on none. @throws Error for a device that is not there. */
export function setDeviceChannel(db: Database, device: number, channel: string | undefined): void {
  const { changes } = db.run('UPDATE device SET channel = :channel WHERE id = :device', {
    device,
    channel: channel ?? null,
  });
  if (changes === 0) throw new Error(`There is no device ${device}.`);
}
