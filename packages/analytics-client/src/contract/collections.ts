import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { flag, id, text } from './fields.ts';
import { hal } from './hal.ts';
import { collection, page, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

export const Collection = z
  .object({
    token: text,
    id: id.nullish().describe('Numeric id as a string. Paths take the token.'),
    space_type: openEnum(['private', 'community', 'custom'])
      .nullish()
      .describe('`private` is a person’s own collection.'),
    name: text.nullish().describe('`Personal` for private collections.'),
    description: text.nullish(),
    state: openEnum(['active', 'soft_deleted']).nullish(),
    restricted: flag.nullish(),
    free_default: flag.nullish(),
    'viewable?': flag
      .nullish()
      .describe('May be false in a list and true when fetched by itself, for the same collection.'),
    'viewed?': flag.nullish(),
    default_access_level: openEnum(['view', 'edit', 'restricted', 'none'])
      .nullish()
      .describe('What members of the workspace may do in it.'),
    schema_name: text.nullish(),
    ...hal,
  })
  .meta({ id: 'Collection', description: 'A collection of reports; paths and wire names call it a space.' });

export const CollectionPage = z
  .object({
    ...hal,
    _embedded: z.object({ spaces: z.array(Collection) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'CollectionPage', description: 'One page of collections.' });

export const listCollections = operation({
  id: 'collections.list',
  method: 'GET',
  path: '/api/{workspace}/spaces',
  input: z.object({
    workspace,
    filter: z
      .enum(['all', 'custom', 'mine'])
      .optional()
      .describe(
        '`all`: everything visible, personal collections too. Default: the collections that the caller belongs to, ' +
          'without those of other people.',
      ),
    page,
    per_page: z.int().min(1).optional().describe('At most 30; more is cut to 30 by the server.'),
  }),
  output: CollectionPage,
  page: { style: 'counted', items: '_embedded.spaces' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the collections of a workspace. Without `filter` most workspaces show only a part of them.',
  callers: restCallers,
});

export const getCollection = operation({
  id: 'collections.get',
  method: 'GET',
  path: '/api/{workspace}/spaces/{collection}',
  input: z.object({ workspace, collection }),
  output: Collection,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one collection. A freshly deleted one answers 403 for a while, then 404.',
  callers: restCallers,
});

const name = z.string().min(1);

export const createCollection = operation({
  id: 'collections.create',
  method: 'POST',
  path: '/api/{workspace}/spaces',
  input: z.object({
    workspace,
    name,
    description: z.string().nullish(),
    space_type: z.enum(['private', 'community', 'custom']).optional().describe('Default: `custom`.'),
    default_access_level: z
      .enum(['view', 'edit', 'none'])
      .optional()
      .describe('What members of the workspace may do in it. Default: `none`.'),
  }),
  wrapper: 'space',
  output: Collection,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Makes a collection.',
  callers: restCallers,
});

export const updateCollection = operation({
  id: 'collections.update',
  method: 'PATCH',
  path: '/api/{workspace}/spaces/{collection}',
  input: z.object({
    workspace,
    collection,
    name: name.optional(),
    description: z.string().nullish().describe('Null takes it away.'),
    default_access_level: z
      .enum(['view', 'edit', 'restricted'])
      .optional()
      .describe('The only field that a private collection takes.'),
  }),
  wrapper: 'space',
  output: Collection,
  idempotent: true,
  destructive: true,
  source: 'observed',
  doc: 'Renames or describes a collection, or changes who may see it. The reference says POST, which was seen to be answered with 404.',
  callers: restCallers,
});

export const deleteCollection = operation({
  id: 'collections.delete',
  method: 'DELETE',
  path: '/api/{workspace}/spaces/{collection}',
  input: z.object({ workspace, collection }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a collection. It is answered with 403 for a while, then with 404. Private ones cannot be deleted.',
  callers: restCallers,
});
