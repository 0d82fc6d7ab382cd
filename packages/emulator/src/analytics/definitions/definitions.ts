import { Refusal } from '../../server/refusal.ts';
import { dataSourceById } from '../data-sources/data-sources.ts';
import { links, collection as list } from '../kernel/hal.ts';
import { notFound } from '../kernel/refusals.ts';
import type { DefinitionRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface DefinitionFields {
  name?: string;
  source?: string;
  description?: string;
  data_source_id?: string | number;
}

/** A definition by its token. @throws Refusal 404 */
export function findDefinition({ db }: World, token: string): DefinitionRow {
  const row = db.get<DefinitionRow>('SELECT * FROM definitions WHERE token = :token', { token });
  if (!row) throw notFound('definition not found');
  return row;
}

export function definitionHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;

  /** One of the two parameters alone is overlooked, the other selects nothing; unknown tokens are left out. */
  const listAll: Handle<{ filter?: unknown; tokens?: string | readonly string[] }> = (input) => {
    const rows = db.all<DefinitionRow>('SELECT * FROM definitions ORDER BY id');
    const tokens = [input.tokens ?? []].flat().flatMap((item) => item.split(','));
    const wanted = input.filter === 'by_tokens' ? rows.filter(({ token }) => tokens.includes(token)) : rows;
    const json = wanted.map((row) => definitionJson(world, row));
    return { body: list(`/api/${workspace.username}/definitions`, 'definitions', json) };
  };
  const get: Handle<{ definition: string }> = (input) => ({
    body: definitionJson(world, findDefinition(world, input.definition)),
  });
  const create: Handle<
    DefinitionFields & { name: string; source: string; data_source_id: string | number }
  > = (input, { identity }) => {
    isFree(input.name);
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO definitions (token, name, description, source, data_source, creator, created_at, updated_at)
       VALUES (:token, :name, :description, :sql, :source, :user, :at, :at)`,
      {
        token,
        name: input.name,
        description: input.description ?? '',
        sql: input.source,
        source: dataSourceById(world, input.data_source_id),
        user: identity.user,
        at,
      },
    );
    return { body: definitionJson(world, findDefinition(world, token)) };
  };
  const update: Handle<DefinitionFields & { definition: string }> = (input) => {
    const row = findDefinition(world, input.definition);
    if (input.name !== undefined && input.name !== row.name) isFree(input.name);
    db.run(
      `UPDATE definitions SET name = :name, description = :description, source = :sql, data_source = :source,
         updated_at = :at WHERE id = :id`,
      {
        id: row.id,
        name: input.name ?? row.name,
        description: input.description ?? row.description,
        sql: input.source ?? row.source,
        source:
          input.data_source_id === undefined ? row.data_source : dataSourceById(world, input.data_source_id),
        at: now(),
      },
    );
    return { body: definitionJson(world, findDefinition(world, row.token)) };
  };
  const remove: Handle<{ definition: string }> = (input) => {
    const row = findDefinition(world, input.definition);
    db.run('DELETE FROM definitions WHERE id = :id', { id: row.id });
    return { body: definitionJson(world, row) };
  };
  const sync: Handle<{ definition: string }> = (input) => {
    const { token } = findDefinition(world, input.definition);
    const github = `https://github.com/${workspace.username}/mode/blob/main/definitions/${token}.sql`;
    db.run('UPDATE definitions SET github_link = :github, synced_at = :at WHERE token = :token', {
      token,
      github,
      at: now(),
    });
    return { body: definitionJson(world, findDefinition(world, token)) };
  };
  /** SQL calls definitions by their names. */
  const isFree = (name: string): void => {
    if (db.get('SELECT 1 FROM definitions WHERE name = :name', { name })) {
      throw new Refusal(400, 'Name has already been taken');
    }
  };
  return {
    'definitions.list': listAll,
    'definitions.get': get,
    'definitions.create': create,
    'definitions.update': update,
    'definitions.delete': remove,
    'definitions.syncToGithub': sync,
  };
}

/** Where it last ran: in a query of a report that calls it by its name. */
function lastRunOf({ db, workspace }: World, { name }: DefinitionRow): string | undefined {
  const run = db.get<{ report: string; run: string; token: string }>(
    `SELECT r.report, q.run, q.token FROM query_runs AS q JOIN report_runs AS r ON r.token = q.run
     WHERE q.raw_source LIKE :called ESCAPE '!' OR q.raw_source LIKE :ended ESCAPE '!' ORDER BY q.id DESC LIMIT 1`,
    { called: `%@${escaped(name)} %`, ended: `%@${escaped(name)}}%` },
  );
  return run && `/api/${workspace.username}/reports/${run.report}/runs/${run.run}/query_runs/${run.token}`;
}

function escaped(name: string): string {
  return name.replaceAll(/[!%_]/g, '!$&');
}

function definitionJson(world: World, row: DefinitionRow): Record<string, unknown> {
  const { workspace, id } = world;
  const self = `/api/${workspace.username}/definitions/${row.token}`;
  return {
    id: id(row.id),
    token: row.token,
    name: row.name,
    description: row.description,
    source: row.source,
    data_source_id: id(row.data_source),
    created_at: row.created_at,
    updated_at: row.updated_at,
    last_successful_sync_at: row.synced_at,
    ...(row.github_link === null ? {} : { github_link: row.github_link }),
    last_saved_at: row.updated_at,
    _links: links({
      self,
      web_edit: `/editor/${workspace.username}/definitions/${row.token}`,
      creator: `/api/${row.creator}`,
      last_run: lastRunOf(world, row),
      last_successful_github_sync: row.github_link ?? undefined,
    }),
    _forms: {
      edit: {
        method: 'patch',
        action: self,
        input: {
          definition: {
            name: { type: 'text', value: row.name },
            source: { type: 'text', value: row.source },
            description: { type: 'text', value: row.description },
            // The platform's own slip: the definition's id in the place of its data source's.
            data_source_id: { type: 'text', value: id(row.id) },
          },
        },
      },
      execute: {
        method: 'put',
        action: `${self}/execute`,
        input: {
          definition: { source: { type: 'text', value: row.source } },
          limit: { type: 'select', options: [true, false], value: true },
        },
      },
      destroy: { method: 'delete', action: self },
    },
  };
}
