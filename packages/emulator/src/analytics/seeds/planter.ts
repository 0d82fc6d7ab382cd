import type { Database } from '../../state/database.ts';
import type { Secrets } from '../../state/secrets.ts';
import { now } from '../kernel/new-values.ts';

interface ReportSeed {
  readonly name: string;
  readonly description?: string;
  readonly collection: string;
  readonly queries: readonly { readonly name: string; readonly sql: string }[];
  readonly archived?: boolean;
  readonly type?: 'Report' | 'DatasetReport';
}

/** Puts things in place that are there from the start: each once per state, under a token that its name and the seed give. */
export class Planter {
  readonly #db: Database;
  readonly #secrets: Secrets;

  constructor(db: Database, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
  }

  /** The token of what was planted under this name, now or at an earlier start. */
  once(name: string, plant: (token: string) => void): string {
    const planted = this.#db.get<{ token: string }>('SELECT token FROM seeds WHERE name = :name', { name });
    if (planted) return planted.token;
    const token = this.#secrets.hex(`analytics/${name}`, 6);
    plant(token);
    this.#db.run('INSERT INTO seeds (name, token) VALUES (:name, :token)', { name, token });
    return token;
  }

  collection(
    name: string,
    fields: {
      type?: string;
      level?: string;
      creator: string;
      members: readonly string[];
      isDefault?: boolean;
    },
  ): string {
    return this.once(`collection/${name}/${fields.creator}`, (token) => {
      this.#db.run(
        `INSERT INTO collections (id, token, name, space_type, default_access_level, creator, free_default)
         VALUES ((SELECT coalesce(max(id), 2000000) + 1 FROM collections), :token, :name, :type, :level, :creator, :free)`,
        {
          token,
          name,
          type: fields.type ?? 'custom',
          level: fields.level ?? 'view',
          creator: fields.creator,
          free: fields.isDefault ? 1 : 0,
        },
      );
      for (const user of fields.members) {
        this.#db.run(
          'INSERT INTO collection_members (collection, user, token) VALUES (:token, :user, :own)',
          {
            token,
            user,
            own: this.#secrets.hex(`analytics/membership/${token}/${user}`, 6),
          },
        );
      }
    });
  }

  report(
    { name, description, collection, queries, archived, type = 'Report' }: ReportSeed,
    source: number,
    creator: string,
  ): string {
    return this.once(`report/${name}`, (token) => {
      const at = now();
      this.#db.run(
        `INSERT INTO reports (id, token, name, description, collection, creator, archived, type, created_at, updated_at, edited_at)
         VALUES ((SELECT coalesce(max(id), 3000000) + 1 FROM reports),
           :token, :name, :description, :collection, :creator, :archived, :type, :at, :at, :at)`,
        {
          token,
          name,
          description: description ?? null,
          collection,
          creator,
          archived: archived ? 1 : 0,
          type,
          at,
        },
      );
      for (const query of queries) {
        this.#db.run(
          `INSERT INTO queries (id, token, report, name, raw_query, data_source, creator, created_at, updated_at)
           VALUES ((SELECT coalesce(max(id), 10000000) + 1 FROM queries),
             :query, :token, :name, :sql, :source, :creator, :at, :at)`,
          {
            query: this.#secrets.hex(`analytics/query/${name}/${query.name}`, 6),
            token,
            name: query.name,
            sql: query.sql,
            source,
            creator,
            at,
          },
        );
      }
    });
  }

  schedule(report: string, name: string, cron: object, creator: string): string {
    return this.once(`schedule/${report}/${name}`, (token) => {
      this.#db.run(
        `INSERT INTO report_schedules (token, report, name, cron, parameters, timeout, creator, created_at, updated_at)
         VALUES (:token, :report, :name, :cron, '{}', 86100, :creator, :at, :at)`,
        { token, report, name, cron: JSON.stringify(cron), creator, at: now() },
      );
    });
  }
}
