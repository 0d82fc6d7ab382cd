import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text } from './fields.ts';
import { hal } from './hal.ts';
import { report, run, workspace } from './inputs.ts';

export const FormField = z
  .object({
    name: text.nullish(),
    options: z
      .union([z.string(), z.array(z.unknown())])
      .nullish()
      .describe('Documented as text; a list in practice.'),
    options_error: text.nullish(),
    source_size: z.union([z.string(), z.number()]).nullish(),
    ...hal,
  })
  .meta({ id: 'FormField', description: 'A parameter of a report as its form shows it.' });

const FormFieldList = z
  .object({ ...hal, _embedded: z.object({ form_fields: z.array(FormField) }) })
  .meta({ id: 'FormFieldList', description: 'The fields of a run’s form.' });

export const listFormFields = operation({
  id: 'formFields.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/options',
  input: z.object({ workspace, report, run }),
  output: FormFieldList,
  page: { style: 'whole', items: '_embedded.form_fields' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the parameters of a run with the values to choose from. `form_fields` of the run itself says more.',
  callers: restCallers,
});
