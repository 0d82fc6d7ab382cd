import type { Database } from '../../state/database.ts';
import { modulesOf } from '../devices/smart-modules.ts';
import { SeriesStore } from './store.ts';

/**
 * Takes the points that an event carries into the time series modules that are subscribed to it. Others are overlooked.
 *
 * @returns whether there were any.
 */
export function ingest(db: Database, homeId: number, eventType: string, eventData: unknown): boolean {
  const points = pointsOf(eventData);
  if (points.length === 0) return false;
  const takers = modulesOf(db, homeId).filter(
    ({ moduleType, subscribedEvents = [] }) =>
      moduleType === 'tsdb' && subscribedEvents.some((type) => type === '*' || type === eventType),
  );
  const store = new SeriesStore(db);
  db.transaction(() => {
    for (const { id: moduleId } of takers) {
      for (const { kind, id, ...point } of points) {
        const row = store.make({ homeId, moduleId, kind }, id);
        if (row) store.add(row, point);
      }
    }
  });
  return takers.length > 0;
}

/** Points of series as documented, and of collections as we imagine them. One that is wrong makes the whole event so. */
function pointsOf(eventData: unknown) {
  const data = fieldOf(eventData, 'timeSeriesData');
  if (!Array.isArray(data)) return [];
  const points = data.map(pointOf);
  return points.every((point) => point !== undefined) ? points : [];
}

function pointOf(item: unknown) {
  const time = Date.parse(String(fieldOf(item, 'timestamp')));
  if (Number.isNaN(time)) return undefined;
  const timestamp = new Date(time).toISOString();
  const seriesId = fieldOf(item, 'seriesId');
  const value = fieldOf(item, 'value');
  if (typeof seriesId === 'string' && typeof value === 'number') {
    return { kind: 'series' as const, id: seriesId, timestamp, values: { value }, tags: {} };
  }
  const collectionId = fieldOf(item, 'collectionId');
  const values = entriesOf<number>(fieldOf(item, 'values'), 'number');
  const tags = entriesOf<string>(fieldOf(item, 'tags') ?? {}, 'string');
  if (typeof collectionId !== 'string' || !values || !tags) return undefined;
  return { kind: 'collection' as const, id: collectionId, timestamp, values, tags };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function entriesOf<T>(value: unknown, type: 'number' | 'string'): Record<string, T> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.values(value).every((each) => typeof each === type)
    ? { ...(value as Record<string, T>) }
    : undefined;
}
