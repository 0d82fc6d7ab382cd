import type { Database } from '../../state/database.ts';

/** Series hold one number for each moment; collections several, and tags. */
export type Kind = 'series' | 'collection';

export interface SeriesRow {
  readonly rowid: number;
  readonly homeId: number;
  readonly moduleId: string;
  readonly id: string;
  readonly timeZone: string | null;
}

export interface Point {
  readonly timestamp: string;
  readonly values: Readonly<Record<string, number>>;
  readonly tags: Readonly<Record<string, string>>;
}

interface PointRow {
  readonly timestamp: string;
  readonly valuesJson: string;
  readonly tagsJson: string | null;
}

/** Where a series is kept. */
export interface Place {
  readonly homeId: number;
  readonly moduleId: string;
  readonly kind: Kind;
}

/** The points of all series. Times are compared as text, so all are written alike: RFC 3339 in UTC to the millisecond. */
export class SeriesStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(place: Place): SeriesRow[] {
    return this.#db.all<SeriesRow>(
      'SELECT * FROM series WHERE homeId = :homeId AND moduleId = :moduleId AND kind = :kind ORDER BY id',
      { ...place },
    );
  }

  find(place: Place, id: string): SeriesRow | undefined {
    return this.#db.get<SeriesRow>(
      'SELECT * FROM series WHERE homeId = :homeId AND moduleId = :moduleId AND kind = :kind AND id = :id',
      { ...place, id },
    );
  }

  make(place: Place, id: string, timeZone?: string): SeriesRow | undefined {
    this.#db.run(
      `INSERT OR IGNORE INTO series (homeId, moduleId, kind, id, timeZone)
       VALUES (:homeId, :moduleId, :kind, :id, :timeZone)`,
      { ...place, id, timeZone: timeZone ?? null },
    );
    return this.find(place, id);
  }

  delete({ rowid }: SeriesRow): void {
    this.#db.run('DELETE FROM series WHERE rowid = :rowid', { rowid });
  }

  add({ rowid }: SeriesRow, { timestamp, values, tags }: Point): void {
    this.#db.run(
      'INSERT INTO point (seriesRow, timestamp, valuesJson, tagsJson) VALUES (:rowid, :timestamp, :values, :tags)',
      { rowid, timestamp, values: JSON.stringify(values), tags: JSON.stringify(tags) },
    );
  }

  /** Points from `begin` on, before `end`, oldest first. */
  between({ rowid }: SeriesRow, begin: string, end: string): Point[] {
    return this.#points('timestamp >= :begin AND timestamp < :end ORDER BY timestamp, rowid', {
      rowid,
      begin,
      end,
    });
  }

  /** The same, values only, as JSON arrays of `["<time>", {"<name>": <number>}]`, so many points in each. */
  pieces({ rowid }: SeriesRow, begin: string, end: string, size: number): string[] {
    return this.#db
      .all<{ piece: string }>(
        `SELECT '[' || group_concat(item) || ']' AS piece FROM (
           SELECT '["' || timestamp || '",' || valuesJson || ']' AS item, row_number() OVER () / :size AS number
           FROM point WHERE seriesRow = :rowid AND timestamp >= :begin AND timestamp < :end)
         GROUP BY number`,
        { rowid, begin, end, size },
      )
      .map(({ piece }) => piece);
  }

  /** At most so many points at or after a moment, or, where `limit` is negative, before it; oldest first. */
  near({ rowid }: SeriesRow, ts: string, limit: number): Point[] {
    const values = { rowid, ts, limit: Math.abs(limit) };
    return limit < 0
      ? this.#points('timestamp < :ts ORDER BY timestamp DESC, rowid DESC LIMIT :limit', values).toReversed()
      : this.#points('timestamp >= :ts ORDER BY timestamp, rowid LIMIT :limit', values);
  }

  deleteBetween({ rowid }: SeriesRow, begin: string, end: string): void {
    this.#db.run('DELETE FROM point WHERE seriesRow = :rowid AND timestamp >= :begin AND timestamp < :end', {
      rowid,
      begin,
      end,
    });
  }

  span({ rowid }: SeriesRow): { begin: string | null; end: string | null } {
    const found = this.#db.get<{ begin: string | null; end: string | null }>(
      'SELECT min(timestamp) AS begin, max(timestamp) AS end FROM point WHERE seriesRow = :rowid',
      { rowid },
    );
    return found ?? { begin: null, end: null };
  }

  /** The names that a collection's points use. */
  names({ rowid }: SeriesRow, column: 'valuesJson' | 'tagsJson'): string[] {
    return this.#db
      .all<{ key: string }>(
        `SELECT DISTINCT each.key AS key FROM point, json_each(${column}) AS each WHERE seriesRow = :rowid ORDER BY key`,
        { rowid },
      )
      .map(({ key }) => key);
  }

  #points(where: string, values: Readonly<Record<string, string | number>>): Point[] {
    return this.#db
      .all<PointRow>(
        `SELECT timestamp, valuesJson, tagsJson FROM point WHERE seriesRow = :rowid AND ${where}`,
        values,
      )
      .map(({ timestamp, valuesJson, tagsJson }) => ({
        timestamp,
        values: JSON.parse(valuesJson) as Point['values'],
        tags: JSON.parse(tagsJson ?? '{}') as Point['tags'],
      }));
  }
}
