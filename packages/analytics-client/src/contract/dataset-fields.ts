import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text, time } from './fields.ts';
import { hal } from './hal.ts';
import { dataset, token, workspace } from './inputs.ts';

export const DatasetField = z
  .object({ name: text, type: text.nullish(), ...hal })
  .meta({ id: 'DatasetField', description: 'A column of a dataset.' });

const DatasetFieldList = z
  .object({ ...hal, _embedded: z.object({ fields: z.array(DatasetField) }) })
  .meta({ id: 'DatasetFieldList', description: 'The columns of a dataset.' });

export const DatasetFieldDescription = z
  .object({
    token: text,
    name: text.nullish().describe('The column.'),
    desc: text.nullish().describe('HTML.'),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    ...hal,
  })
  .meta({ id: 'DatasetFieldDescription', description: 'What a column of a dataset means.' });

const DatasetFieldDescriptionList = z
  .object({ ...hal, _embedded: z.object({ field_descriptions: z.array(DatasetFieldDescription) }) })
  .meta({ id: 'DatasetFieldDescriptionList', description: 'What the columns of a dataset mean.' });

const description = token.describe('Token of the description.');
const desc = z
  .string()
  .max(350)
  .describe('HTML of at most 350 characters: `<p>`, bold, italic, line breaks, links.');

export const listDatasetFields = operation({
  id: 'datasetFields.list',
  method: 'GET',
  path: '/api/{workspace}/datasets/{dataset}/fields',
  input: z.object({ workspace, dataset }),
  output: DatasetFieldList,
  page: { style: 'whole', items: '_embedded.fields' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the columns of a dataset, with their types.',
  callers: restCallers,
});

export const listDatasetFieldDescriptions = operation({
  id: 'datasetFieldDescriptions.list',
  method: 'GET',
  path: '/api/{workspace}/datasets/{dataset}/field_descriptions',
  input: z.object({ workspace, dataset }),
  output: DatasetFieldDescriptionList,
  page: { style: 'whole', items: '_embedded.field_descriptions' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists what the columns of a dataset mean.',
  callers: restCallers,
});

export const createDatasetFieldDescription = operation({
  id: 'datasetFieldDescriptions.create',
  method: 'POST',
  path: '/api/{workspace}/datasets/{dataset}/field_descriptions',
  input: z.object({ workspace, dataset, name: z.string().min(1).describe('The column.'), desc }),
  output: DatasetFieldDescription,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Says what a column of a dataset means. The reference wraps the body; the server takes it flat.',
  callers: restCallers,
});

export const updateDatasetFieldDescription = operation({
  id: 'datasetFieldDescriptions.update',
  method: 'PATCH',
  path: '/api/{workspace}/datasets/{dataset}/field_descriptions/{description}',
  input: z.object({ workspace, dataset, description, desc }),
  output: DatasetFieldDescription,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Says anew what a column of a dataset means.',
  callers: restCallers,
});

export const deleteDatasetFieldDescription = operation({
  id: 'datasetFieldDescriptions.delete',
  method: 'DELETE',
  path: '/api/{workspace}/datasets/{dataset}/field_descriptions/{description}',
  input: z.object({ workspace, dataset, description }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes what was said of a column of a dataset.',
  callers: restCallers,
});
