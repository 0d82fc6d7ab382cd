/** Rows of the state, as SQLite gives them. */
export interface WorkspaceRow {
  id: number;
  token: string;
  username: string;
  name: string;
  created_at: string;
}

export interface UserRow {
  id: number;
  token: string;
  username: string;
  name: string;
  admin: 0 | 1;
  created_at: string;
  /** `active`, or `removed` from the workspace. */
  state: string;
}

export interface ApiKeyRow {
  token: string;
  name: string;
  secret_hash: string;
  kind: 'workspace' | 'member' | 'personal';
  user: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface DataSourceRow {
  id: number;
  token: string;
  name: string;
  description: string;
  /** What answers its queries. */
  engine: 'files' | 'postgres';
  /** What everyone may do with it: `View`, `Query`, `Manage`, or `None`. */
  default_access_level: string;
  created_at: string;
  updated_at: string | null;
}

export interface CollectionRow {
  id: number;
  token: string;
  name: string;
  description: string | null;
  space_type: 'private' | 'community' | 'custom';
  state: string;
  free_default: 0 | 1;
  default_access_level: string;
  creator: string;
  deleted_at: string | null;
}

export interface ReportRow {
  id: number;
  token: string;
  name: string | null;
  description: string | null;
  collection: string;
  creator: string;
  archived: 0 | 1;
  created_at: string;
  updated_at: string;
  edited_at: string;
  type: 'Report' | 'DatasetReport';
  /** `ReportSettings` as JSON. */
  settings: string;
  github_link: string | null;
  synced_at: string | null;
}

export interface QueryRow {
  id: number;
  token: string;
  report: string;
  name: string;
  raw_query: string;
  data_source: number;
  creator: string;
  created_at: string;
  updated_at: string;
}

export interface ReportRunRow {
  id: number;
  token: string;
  report: string;
  state: 'enqueued' | 'succeeded' | 'failed' | 'cancelled';
  parameters: string;
  form_fields: string;
  executed_by: string;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  purged_at: string | null;
  /** Token of the schedule that began it. */
  schedule: string | null;
}

export interface QueryRunRow {
  id: number;
  token: string;
  run: string;
  query: string;
  query_name: string;
  query_created_at: string;
  data_source: number;
  state: 'enqueued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  raw_source: string;
  rendered_source: string | null;
  created_at: string;
  completed_at: string | null;
  error_code: string | null;
  error_message: string | null;
  /** A `SavedResult` as JSON: what the file of rows does not say itself. */
  result: string | null;
  /** Whether only the first 100 rows were fetched. */
  limited: 0 | 1;
}

export interface ReportScheduleRow {
  id: number;
  token: string;
  report: string;
  name: string;
  cron: string;
  parameters: string;
  timeout: number;
  creator: string;
  created_at: string;
  updated_at: string;
  /** When it last began a run, by the clock of schedules. */
  fired_at: string | null;
  /** When it was given the cron that it has, by the clock of schedules; null where it was there from the start. */
  planned_at: string | null;
}

export interface PermissionRow {
  id: number;
  token: string;
  /** Token of a collection or of a data source. */
  target: string;
  action: string;
  accessor_type: 'Account' | 'UserGroup';
  accessor_token: string;
}

export interface GroupRow {
  id: number;
  token: string;
  name: string;
  group_type: string;
  state: 'active' | 'soft_deleted';
  creator: string;
  created_at: string;
  updated_at: string;
}

export interface ChartRow {
  id: number;
  token: string;
  query: string;
  view: string;
  view_vegas: string;
  view_version: number;
  color_palette: string | null;
  creator: string;
  created_at: string;
  updated_at: string;
}

export interface DefinitionRow {
  id: number;
  token: string;
  name: string;
  description: string;
  source: string;
  data_source: number;
  creator: string;
  created_at: string;
  updated_at: string;
  github_link: string | null;
  synced_at: string | null;
}
