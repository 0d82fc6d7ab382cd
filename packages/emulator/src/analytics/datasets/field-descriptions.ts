import { Refusal } from '../../server/refusal.ts';
import { findDataset } from './datasets.ts';
import { collection as list, links } from '../kernel/hal.ts';
import { notFound } from '../kernel/refusals.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Row {
  id: number;
  token: string;
  dataset: string;
  name: string;
  description: string;
  created_at: string;
  updated_at: string;
}

/** What the columns of a dataset mean, in HTML. */
export function fieldDescriptionHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const pathOf = (dataset: string): string =>
    `/api/${workspace.username}/datasets/${dataset}/field_descriptions`;
  const rowsOf = (dataset: string): Row[] =>
    db.all<Row>('SELECT * FROM field_descriptions WHERE dataset = :dataset ORDER BY id', { dataset });
  const find = (dataset: string, token: string): Row => {
    const row = rowsOf(dataset).find((each) => each.token === token);
    if (!row) throw notFound('field description not found');
    return row;
  };
  const json = (row: Row): Record<string, unknown> => ({
    token: row.token,
    name: row.name,
    desc: row.description,
    created_at: row.created_at,
    updated_at: row.updated_at,
    _links: links({ self: `${pathOf(row.dataset)}/${row.token}` }),
    _forms: {
      edit: {
        method: 'patch',
        action: `${pathOf(row.dataset)}/${row.token}`,
        input: { desc: { type: 'text' } },
      },
    },
  });
  const listAll: Handle<{ dataset: string }> = (input, { identity }) => {
    const { token } = findDataset(world, input.dataset, identity);
    return { body: list(pathOf(token), 'field_descriptions', rowsOf(token).map(json)) };
  };
  const create: Handle<{ dataset: string; name: string; desc: string }> = (input, { identity }) => {
    const { token: dataset } = findDataset(world, input.dataset, identity);
    if (rowsOf(dataset).some(({ name }) => name === input.name)) {
      throw new Refusal(400, 'Name has already been taken');
    }
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO field_descriptions (token, dataset, name, description, created_at, updated_at)
       VALUES (:token, :dataset, :name, :desc, :at, :at)`,
      { token, dataset, name: input.name, desc: input.desc, at },
    );
    return { body: json(find(dataset, token)) };
  };
  const update: Handle<{ dataset: string; description: string; desc: string }> = (input, { identity }) => {
    const { token: dataset } = findDataset(world, input.dataset, identity);
    const { id } = find(dataset, input.description);
    db.run('UPDATE field_descriptions SET description = :desc, updated_at = :at WHERE id = :id', {
      id,
      desc: input.desc,
      at: now(),
    });
    return { body: json(find(dataset, input.description)) };
  };
  const remove: Handle<{ dataset: string; description: string }> = (input, { identity }) => {
    const row = find(findDataset(world, input.dataset, identity).token, input.description);
    db.run('DELETE FROM field_descriptions WHERE id = :id', { id: row.id });
    return { body: json(row) };
  };
  return {
    'datasetFieldDescriptions.list': listAll,
    'datasetFieldDescriptions.create': create,
    'datasetFieldDescriptions.update': update,
    'datasetFieldDescriptions.delete': remove,
  };
}
