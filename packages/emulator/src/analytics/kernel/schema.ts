/** The shape of the state, step by step; only ever append. Numeric ids are the tables' own, paths go by tokens. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE workspaces (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    created_at TEXT NOT NULL
  );
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    admin INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL
  );
  CREATE TABLE api_keys (
    token TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, secret_hash TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('workspace', 'member', 'personal')),
    user TEXT NOT NULL REFERENCES users (username), expires_at TEXT, revoked_at TEXT
  );
  CREATE TABLE data_sources (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at TEXT NOT NULL
  );
  CREATE TABLE collections (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT,
    space_type TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'active', free_default INTEGER NOT NULL DEFAULT 0,
    default_access_level TEXT NOT NULL, creator TEXT NOT NULL REFERENCES users (username)
  );
  CREATE TABLE collection_members (
    collection TEXT NOT NULL REFERENCES collections (token), user TEXT NOT NULL REFERENCES users (username),
    PRIMARY KEY (collection, user)
  );
  CREATE TABLE reports (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, name TEXT, description TEXT,
    collection TEXT NOT NULL REFERENCES collections (token), creator TEXT NOT NULL REFERENCES users (username),
    archived INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, edited_at TEXT NOT NULL
  );
  CREATE INDEX reports_by_collection ON reports (collection);
  CREATE TABLE queries (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (token),
    name TEXT NOT NULL, raw_query TEXT NOT NULL, data_source INTEGER NOT NULL REFERENCES data_sources (id),
    creator TEXT NOT NULL REFERENCES users (username), created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  );
  CREATE INDEX queries_by_report ON queries (report);
  CREATE TABLE report_runs (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (token),
    state TEXT NOT NULL, parameters TEXT NOT NULL, form_fields TEXT NOT NULL, executed_by TEXT NOT NULL REFERENCES users (username),
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, completed_at TEXT
  );
  CREATE INDEX report_runs_by_report ON report_runs (report, id);
  CREATE TABLE query_runs (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, run TEXT NOT NULL REFERENCES report_runs (token),
    query TEXT NOT NULL, query_name TEXT NOT NULL, query_created_at TEXT NOT NULL,
    data_source INTEGER NOT NULL REFERENCES data_sources (id), state TEXT NOT NULL,
    raw_source TEXT NOT NULL, rendered_source TEXT, created_at TEXT NOT NULL, completed_at TEXT,
    error_code TEXT, error_message TEXT, result TEXT
  );
  CREATE INDEX query_runs_by_run ON query_runs (run);
  CREATE INDEX query_runs_by_query ON query_runs (query);
  CREATE TABLE report_schedules (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (token),
    name TEXT NOT NULL, cron TEXT NOT NULL, parameters TEXT NOT NULL, timeout INTEGER NOT NULL,
    creator TEXT NOT NULL REFERENCES users (username), created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  );
  CREATE INDEX report_schedules_by_report ON report_schedules (report);
  CREATE TABLE seeds (name TEXT PRIMARY KEY, token TEXT NOT NULL);
  `,
  `
  ALTER TABLE users ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
  ALTER TABLE collections ADD COLUMN deleted_at TEXT;
  ALTER TABLE collection_members ADD COLUMN token TEXT;
  UPDATE collection_members SET token = lower(hex(randomblob(6)));
  ALTER TABLE data_sources ADD COLUMN description TEXT NOT NULL DEFAULT '';
  ALTER TABLE data_sources ADD COLUMN engine TEXT NOT NULL DEFAULT 'files';
  ALTER TABLE data_sources ADD COLUMN updated_at TEXT;
  ALTER TABLE reports ADD COLUMN type TEXT NOT NULL DEFAULT 'Report';
  ALTER TABLE reports ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE reports ADD COLUMN github_link TEXT;
  ALTER TABLE reports ADD COLUMN synced_at TEXT;
  ALTER TABLE report_runs ADD COLUMN purged_at TEXT;
  ALTER TABLE report_runs ADD COLUMN schedule TEXT;
  ALTER TABLE report_schedules ADD COLUMN fired_at TEXT;
  CREATE TABLE report_imports (
    report TEXT NOT NULL REFERENCES reports (token), dataset TEXT NOT NULL REFERENCES reports (token),
    PRIMARY KEY (report, dataset)
  );
  CREATE TABLE permissions (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, target TEXT NOT NULL, action TEXT NOT NULL,
    accessor_type TEXT NOT NULL, accessor_token TEXT NOT NULL
  );
  CREATE INDEX permissions_by_target ON permissions (target);
  CREATE TABLE groups (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, name TEXT NOT NULL, group_type TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'active', creator TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  );
  CREATE TABLE group_members (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, group_token TEXT NOT NULL REFERENCES groups (token),
    user TEXT NOT NULL REFERENCES users (username), created_at TEXT NOT NULL, UNIQUE (group_token, user)
  );
  CREATE TABLE charts (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, query TEXT NOT NULL REFERENCES queries (token),
    view TEXT NOT NULL, view_vegas TEXT NOT NULL, view_version INTEGER NOT NULL, color_palette TEXT,
    creator TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  );
  CREATE INDEX charts_by_query ON charts (query);
  CREATE TABLE report_filters (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (token),
    row_order INTEGER NOT NULL, fields TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  );
  CREATE TABLE report_subscriptions (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (token),
    schedule TEXT, flags TEXT NOT NULL, created_at TEXT NOT NULL
  );
  CREATE TABLE subscription_members (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, channel TEXT NOT NULL,
    subscription TEXT NOT NULL REFERENCES report_subscriptions (token), fields TEXT NOT NULL
  );
  CREATE TABLE definitions (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, description TEXT NOT NULL,
    source TEXT NOT NULL, data_source INTEGER NOT NULL REFERENCES data_sources (id), creator TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, github_link TEXT, synced_at TEXT
  );
  CREATE TABLE field_descriptions (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, dataset TEXT NOT NULL REFERENCES reports (token),
    name TEXT NOT NULL, description TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
  );
  CREATE TABLE pdf_exports (
    run TEXT PRIMARY KEY REFERENCES report_runs (token), state TEXT NOT NULL, filename TEXT, created_at TEXT NOT NULL
  );
  CREATE TABLE report_duplicates (
    token TEXT PRIMARY KEY, run TEXT NOT NULL REFERENCES report_runs (token), report TEXT NOT NULL
  );
  CREATE TABLE audit_logs (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, action TEXT NOT NULL, ip TEXT NOT NULL, user_agent TEXT,
    username TEXT NOT NULL, entity_type TEXT NOT NULL, entity_id TEXT, entity_name TEXT, event_source TEXT NOT NULL,
    at TEXT NOT NULL
  );
  CREATE TABLE signature_tokens (
    id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, name TEXT NOT NULL, access_key TEXT NOT NULL,
    secret_hash TEXT NOT NULL, creator TEXT NOT NULL REFERENCES users (username), expires_at TEXT NOT NULL,
    created_at TEXT NOT NULL
  );
  `,
  `
  CREATE TABLE report_views (report TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at TEXT);
  `,
  `
  ALTER TABLE query_runs ADD COLUMN limited INTEGER NOT NULL DEFAULT 0;
  `,
  `
  ALTER TABLE data_sources ADD COLUMN default_access_level TEXT NOT NULL DEFAULT 'Query';
  `,
  `
  ALTER TABLE report_schedules ADD COLUMN planned_at TEXT;
  `,
];
