import { links, collection as list } from '../kernel/hal.ts';
import { notFound } from '../kernel/refusals.ts';
import type { DataSourceRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** A data source by its token; its id is not accepted, but where said. @throws Refusal 404 */
export function findDataSource({ db }: World, token: string, or?: 'or id'): DataSourceRow {
  const row = db.get<DataSourceRow>(
    'SELECT * FROM data_sources WHERE token = :token OR (:or = 1 AND CAST(id AS TEXT) = :token)',
    { token, or: or === undefined ? 0 : 1 },
  );
  if (!row) throw notFound('data source not found');
  return row;
}

/** A data source by its numeric id, as queries and definitions name it. @throws Refusal 404 */
export function dataSourceById({ db }: World, id: string | number): number {
  const row = db.get<DataSourceRow>('SELECT * FROM data_sources WHERE id = :id', { id: Number(id) || 0 });
  if (!row) throw notFound('data source not found');
  return row.id;
}

export function dataSourceHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const self = `/api/${workspace.username}/data_sources`;

  const listAll: Handle<object> = () => {
    const rows = db.all<DataSourceRow>('SELECT * FROM data_sources ORDER BY id');
    return {
      body: list(
        self,
        'data_sources',
        rows.map((row) => dataSourceJson(world, row)),
      ),
    };
  };
  const get: Handle<{ dataSource: string }> = (input) => ({
    body: dataSourceJson(world, findDataSource(world, input.dataSource)),
  });
  /** Passwords and connection strings are taken, and change nothing: the emulator's warehouses are given at its start. */
  const update: Handle<{ dataSource: string; name?: string; description?: string }> = (input) => {
    const row = findDataSource(world, input.dataSource);
    db.run(
      'UPDATE data_sources SET name = :name, description = :description, updated_at = :at WHERE id = :id',
      {
        id: row.id,
        name: input.name ?? row.name,
        description: input.description ?? row.description,
        at: now(),
      },
    );
    return { body: dataSourceJson(world, findDataSource(world, row.token)) };
  };
  const refresh: Handle<{ dataSource: string }> = async (input) => {
    const row = findDataSource(world, input.dataSource);
    const tables = await world.tablesOf(row);
    const token = newToken();
    return {
      body: {
        id: token,
        token,
        state: 'succeeded',
        content_length: String(tables.join('\n').length),
        number_of_schemas: '1',
        number_of_tables: String(tables.length),
        last_succesful_refresh_at: now(),
        webapp_uri: `/organizations/${workspace.username}/data_sources/${row.token}`,
        _links: links({ self: `${self}/${row.token}/schema_updates/${token}` }),
      },
    };
  };
  return {
    'dataSources.list': listAll,
    'dataSources.get': get,
    'dataSources.update': update,
    'schemaUpdates.create': refresh,
  };
}

/** The files are what new queries are written for. */
function defaultOf(workspace: string, { id }: DataSourceRow): Record<string, unknown> {
  const isDefault = id === 10_001;
  return { default: isDefault, default_for_organization_id: isDefault ? workspace : null };
}

/** A data source as the platform writes it. Files call themselves PostgreSQL too: DuckDB's dialect is the nearest to it. */
function dataSourceJson({ workspace, id, isBefore2024 }: World, row: DataSourceRow): Record<string, unknown> {
  const self = `/api/${workspace.username}/data_sources/${row.token}`;
  return {
    id: id(row.id),
    token: row.token,
    name: row.name,
    description: row.description,
    adapter: 'jdbc:postgresql',
    created_at: row.created_at,
    updated_at: row.updated_at ?? row.created_at,
    has_expensive_schema_updates: false,
    public: false,
    asleep: false,
    queryable: true,
    soft_deleted: false,
    display_name: row.name,
    account_id: id(workspace.id),
    account_username: workspace.username,
    organization_token: workspace.token,
    organization_plan_code: 'plus',
    database: row.engine,
    host: 'localhost',
    port: 5432,
    ssl: false,
    username: 'mode',
    provider: 'default',
    vendor: 'postgresql',
    ldap: false,
    warehouse: null,
    bridged: false,
    adapter_version: '1.0',
    custom_attributes: {},
    default_access_level: row.default_access_level,
    ...(isBefore2024 ? defaultOf(workspace.token, row) : {}),
    _links: links({
      self,
      creator: `/api/${workspace.username}`,
      account: `/api/${workspace.username}`,
      permissions: `${self}/permissions`,
      web: `/organizations/${workspace.username}/data_sources/${row.token}`,
      web_home: `/home/${workspace.username}/data_sources/${row.token}`,
    }),
    _forms: {
      edit: {
        method: 'patch',
        action: self,
        content_type: 'application/json',
        input: { data_source: { 'tables[]': tableInput } },
      },
    },
  };
}

const text = { type: 'text' };

/** What the form of a data source says of a table; nobody was seen to send one. */
const tableInput = {
  name: text,
  description: text,
  schema: text,
  'columns[]': { name: text, data_type: text, is_nullable: text, primary_key: text },
};
