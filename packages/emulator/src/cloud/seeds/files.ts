import { createHash } from 'node:crypto';
import type { Database } from '../../state/database.ts';
import { seededModules } from './modules.ts';

const creationTime = new Date(Date.UTC(2026, 0, 1)).toISOString();

/** Firmware that is text, so that one sees what came. */
const firmware = Buffer.from('Firmware of a weather station, version 1.0.0.\n');

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
  /** The key of a video of the seeded home. */
  video: 'sample',
} as const;

const files = [
  ['firmware', 'application/octet-stream', firmware],
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
  const id = seededFiles.bundle;
  const component = {
    componentId: 'main',
    componentName: 'Main',
    versionId: 'main-1.0.0',
    versionName: '1.0.0',
    filename: 'main.bin',
    checksum: createHash('sha1').update(firmware).digest('hex'),
    url: 'firmware',
  };
  const bundle = { id, name: '1.0.0', description: 'The first', deviceClass, projectId, creationTime };
  const documents = [
    ['bundle', null, id, { ...bundle, components: [component] }],
    [
      'video',
      homeId,
      '1',
      {
        moduleId: seededModules.videos,
        searchKey: seededFiles.video,
        video: 'video',
        thumbnail: 'thumbnail',
      },
    ],
  ] as const;
  for (const [kind, home, documentId, json] of documents) {
    db.run(
      `INSERT INTO document (kind, projectId, homeId, id, json) VALUES (:kind, :projectId, :home, :documentId, :json)`,
      { kind, projectId, home, documentId, json: JSON.stringify(json) },
    );
  }
}
