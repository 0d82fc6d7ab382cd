import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { flag, id, text } from './fields.ts';
import { hal } from './hal.ts';
import { page, token, workspace } from './inputs.ts';
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
  input: z.object({ workspace, collection: token.describe('Token of the collection.') }),
  output: Collection,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one collection. A freshly deleted one answers 403 for a while, then 404.',
  callers: restCallers,
});
