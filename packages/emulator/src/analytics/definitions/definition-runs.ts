import { SqlError } from '../../sql/index.ts';
import { findDefinition } from './definitions.ts';
import { links } from '../kernel/hal.ts';
import { automaticLimit } from '../runs/runner.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** Runs a definition by itself and answers a query run, ended; what the platform answers is in no source. */
export function definitionRunHandlers(world: World): Record<string, Handle<never>> {
  const { workspace, id } = world;
  const execute: Handle<{ token: string; definition?: { source: string }; limit?: boolean }> = async (
    input,
    { identity, signal },
  ) => {
    const row = findDefinition(world, input.token);
    const source = input.definition?.source ?? row.source;
    const token = newToken();
    const self = `/api/${workspace.username}/definitions/${row.token}`;
    const about = {
      id: token,
      token,
      raw_source: source,
      created_at: now(),
      data_source_id: id(row.data_source),
      limit: input.limit ?? false,
      _links: links({ self, executed_by: `/api/${identity.user}` }),
    };
    try {
      const values = { parameters: {}, definitions: world.definitions() };
      const sql = await world.templates.render(source, values, signal);
      const limit = input.limit === true ? automaticLimit : undefined;
      const result = await world.runner.warehouse(row.data_source).run({ sql, signal, limit });
      const rows: Record<string, string | null>[] = [];
      for await (const chunk of result.chunks) {
        for (const values of chunk) {
          rows.push(Object.fromEntries(result.columns.map(({ name }, at) => [name, values[at] ?? null])));
          if (rows.length >= maximum) break;
        }
        if (rows.length >= maximum) break;
      }
      await result.close();
      return { body: { ...about, state: 'succeeded', rendered_source: sql, completed_at: now(), rows } };
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      const failure = { error_code: error.code, error_type: 'generic', error_message: error.message };
      return { body: { ...about, state: 'failed', ...failure, completed_at: now() } };
    }
  };
  return { 'definitions.execute': execute };
}

/** The answer is not streamed. */
const maximum = 10_000;
