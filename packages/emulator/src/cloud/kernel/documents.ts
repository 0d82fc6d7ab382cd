import type { Database } from '../../state/database.ts';

/** What the emulator keeps of a project as it was given: it does nothing but list, find and change it. */
export type DocumentKind =
  | 'accessControlGroup'
  | 'alert'
  | 'alertRule'
  | 'bundle'
  | 'entity'
  | 'entityClass'
  | 'permission'
  | 'video';

export type Json = Readonly<Record<string, unknown>>;

interface Row {
  readonly projectId: number;
  readonly homeId: number | null;
  readonly id: string;
  readonly json: string;
}

export interface Document {
  readonly projectId: number;
  readonly homeId: number | null;
  readonly id: string;
  readonly json: Json;
}

export class Documents {
  readonly #db: Database;
  readonly #kind: DocumentKind;

  constructor(db: Database, kind: DocumentKind) {
    this.#db = db;
    this.#kind = kind;
  }

  /** The projects that have any. */
  projects(): { projectId: number }[] {
    return this.#db.all('SELECT DISTINCT projectId FROM document WHERE kind = :kind', { kind: this.#kind });
  }

  /** All of a project, oldest first. */
  list(projectId: number): Document[] {
    return this.#db
      .all<Row>(
        'SELECT projectId, homeId, id, json FROM document WHERE kind = :kind AND projectId = :projectId ORDER BY rowid',
        { kind: this.#kind, projectId },
      )
      .map((row) => ({ ...row, json: JSON.parse(row.json) as Json }));
  }

  find(projectId: number, id: string): Document | undefined {
    return this.list(projectId).find((document) => document.id === id);
  }

  /** @returns whether it was new. */
  add(projectId: number, homeId: number | null, id: string, json: Json): boolean {
    const { changes } = this.#db.run(
      `INSERT OR IGNORE INTO document (kind, projectId, homeId, id, json)
       VALUES (:kind, :projectId, :homeId, :id, :json)`,
      { kind: this.#kind, projectId, homeId, id, json: JSON.stringify(json) },
    );
    return changes === 1;
  }

  /** Adds one whose id is the next number of its kind. */
  addNumbered(projectId: number, make: (id: number) => Json): Json {
    const { next } = this.#db.get<{ next: number }>(
      'SELECT coalesce(max(rowid), 0) + 1 AS next FROM document',
    ) ?? { next: 1 };
    const json = make(next);
    this.add(projectId, null, String(next), json);
    return json;
  }

  replace({ projectId, id }: Document, json: Json): void {
    this.#db.run(
      'UPDATE document SET json = :json WHERE kind = :kind AND projectId = :projectId AND id = :id',
      { kind: this.#kind, projectId, id, json: JSON.stringify(json) },
    );
  }

  delete({ projectId, id }: Document): void {
    this.#db.run('DELETE FROM document WHERE kind = :kind AND projectId = :projectId AND id = :id', {
      kind: this.#kind,
      projectId,
      id,
    });
  }
}

/** What was said over what was there: what is not said stays. */
export function changed(json: Json, said: Json): Json {
  return { ...json, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
}

/** The same, where what is said of how it is shown is said over what was known of that. Source: observed (clients say parts). */
export function changedSettings(json: Json, said: Json): Json {
  const settings = said['displaySettings'];
  if (settings === undefined) return changed(json, said);
  const before = Object(json['displaySettings']) as Json;
  return changed(json, { ...said, displaySettings: changed(before, Object(settings) as Json) });
}
