import type { Database } from '../../state/database.ts';
import { Documents } from '../kernel/documents.ts';
import type { CloudBundle } from '../../options/cloud-bundle.ts';
import { plantBundles } from '../firmware/bundles.ts';
import { seededModules } from './modules.ts';

/** An MP4 without tracks, and a picture of one point. */
const video = Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d7034310000000866726565', 'hex');
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);

/** What is there to fetch from the start, by what it is. */
export const seededFiles = {
  /** Firmware of the seeded device class. */
  bundle: '65920080000000000000f001',
  /** Newer firmware of the same class, for devices on the channel `beta`. */
  betaBundle: '65920080000000000000f002',
  /** The key of a video of the seeded home. */
  video: 'sample',
} as const;

const files = [
  ['video', 'video/mp4', video],
  ['thumbnail', 'image/png', picture],
] as const;

/** Puts firmware and a video into the seeded project. Where they are is said by file; the answer makes a link of it. */
export function plantFiles(
  db: Database,
  { projectId, deviceClass, homeId }: { projectId: number; deviceClass: string; homeId: number },
): void {
  for (const [token, contentType, bytes] of files) {
    db.run(
      'INSERT OR IGNORE INTO download (token, contentType, bytes) VALUES (:token, :contentType, :bytes)',
      { token, contentType, bytes },
    );
  }
  plantBundles(db, { projectId, deviceClass }, [
    bundle(seededFiles.bundle, '1.0.0'),
    { ...bundle(seededFiles.betaBundle, '1.1.0-beta'), channel: 'beta' },
  ]);
  new Documents(db, 'video').add(projectId, homeId, '1', {
    moduleId: seededModules.videos,
    searchKey: seededFiles.video,
    video: 'video',
    thumbnail: 'thumbnail',
  });
}

/** Firmware that is text, so that one sees what came. */
function bundle(id: string, version: string): CloudBundle {
  const bytes = Buffer.from(`Firmware of a weather station, version ${version}.\n`);
  const component = { componentId: 'main', componentName: 'Main', filename: 'main.bin', bytes };
  const versions = { versionId: `main-${version}`, versionName: version };
  return { id, name: version, components: [{ ...component, ...versions }] };
}
