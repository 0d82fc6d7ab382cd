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
];
