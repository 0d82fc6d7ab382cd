import { nothing, operation, together } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { dataSourceId, definition, token, workspace } from './inputs.ts';

export const Definition = z
  .object({
    token: text,
    id: id.nullish(),
    name: text.nullish().describe('What SQL calls it by: `{{ @name as alias }}`.'),
    description: text.nullish(),
    source: text.nullish().describe('SQL.'),
    data_source_id: id.nullish().describe('Numeric id of the data source, as a string.'),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    last_saved_at: time.nullish(),
    last_successful_sync_at: time.nullish(),
    github_link: text.nullish(),
    ...hal,
  })
  .meta({ id: 'Definition', description: 'SQL that queries share by name.' });

const DefinitionList = z
  .object({ ...hal, _embedded: z.object({ definitions: z.array(Definition) }) })
  .meta({ id: 'DefinitionList', description: 'Definitions of a workspace.' });

const name = z.string().min(1);
const source = z.string().describe('SQL.');
const description = z.string();

export const listDefinitions = operation({
  id: 'definitions.list',
  method: 'GET',
  path: '/api/{workspace}/definitions',
  input: z
    .object({
      workspace,
      filter: z.literal('by_tokens').optional().describe('Together with `tokens`: only those.'),
      tokens: z.array(token).min(1).optional().describe('Needs `filter`; unknown ones are left out.'),
    })
    .check(
      together(
        'filter',
        'tokens',
        'and `tokens` select only together; one of them alone is overlooked, or selects nothing',
      ),
    ),
  output: DefinitionList,
  page: { style: 'whole', items: '_embedded.definitions' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the definitions of a workspace, all at once.',
  callers: restCallers,
});

export const createDefinition = operation({
  id: 'definitions.create',
  method: 'POST',
  path: '/api/{workspace}/definitions',
  input: z.object({
    workspace,
    name,
    source,
    description: description.optional(),
    data_source_id: dataSourceId,
  }),
  wrapper: 'definition',
  output: Definition,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Makes a definition. The reference does not say what it takes; this is what was seen to work.',
  callers: restCallers,
});

export const getDefinition = operation({
  id: 'definitions.get',
  method: 'GET',
  path: '/api/{workspace}/definitions/{definition}',
  input: z.object({ workspace, definition }),
  output: Definition,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one definition.',
  callers: restCallers,
});

export const updateDefinition = operation({
  id: 'definitions.update',
  method: 'PATCH',
  path: '/api/{workspace}/definitions/{definition}',
  input: z.object({
    workspace,
    definition,
    name: name.optional(),
    source: source.optional(),
    description: description.optional(),
    data_source_id: dataSourceId.optional(),
  }),
  wrapper: 'definition',
  output: Definition,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Changes a definition. Queries that use it take the new SQL at their next run.',
  callers: restCallers,
});

export const deleteDefinition = operation({
  id: 'definitions.delete',
  method: 'DELETE',
  path: '/api/{workspace}/definitions/{definition}',
  input: z.object({ workspace, definition }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a definition. Queries that use it fail from then on.',
  callers: restCallers,
});

export const executeDefinition = operation({
  id: 'definitions.execute',
  method: 'PUT',
  // The body has a `definition` of its own.
  path: '/api/{workspace}/definitions/{token}/execute',
  input: z.object({
    workspace,
    token: definition,
    definition: z.object({ source }).optional().describe('What to run in the place of the saved SQL.'),
    limit: z.boolean().optional().describe('Whether only the first 100 rows are fetched.'),
  }),
  output: z.unknown(),
  // Each runs in the warehouse.
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Runs a definition by itself. Known from the form that definitions carry; what it answers is not.',
  callers: restCallers,
});

export const syncDefinitionToGithub = operation({
  id: 'definitions.syncToGithub',
  method: 'PATCH',
  path: '/api/{workspace}/definitions/{definition}/sync_to_github',
  input: z.object({ workspace, definition, commit_message: z.string().min(1).optional() }),
  output: Definition,
  // Each makes a commit.
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Commits a definition to the GitHub repository that the workspace is connected to.',
  callers: restCallers,
});
