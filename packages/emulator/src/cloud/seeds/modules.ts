import type { Database } from '../../state/database.ts';

const creationTime = new Date(Date.UTC(2026, 0, 1)).toISOString();

/** The smart modules that every project has from the start, by what they do. */
export const seededModules = { timeSeries: 'tsdb', dataStreams: 'sds', videos: 'video' } as const;

const modules = [
  { id: seededModules.timeSeries, moduleType: 'tsdb', description: 'Time series', subscribedEvents: ['*'] },
  { id: seededModules.dataStreams, moduleType: 'sds', description: 'Data streams', bulkDataLabel: 'sds' },
  {
    id: seededModules.videos,
    moduleType: 'video',
    description: 'Videos',
    dataSourceModules: [seededModules.dataStreams],
  },
];

export function plantModules(db: Database): void {
  for (const module of modules) {
    db.run(
      `INSERT OR IGNORE INTO module (projectId, id, json)
       SELECT id, :id, :json FROM project`,
      { id: module.id, json: JSON.stringify({ ...module, creationTime }) },
    );
  }
}
