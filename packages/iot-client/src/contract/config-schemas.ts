import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id } from './fields.ts';

const ConfigParameter = z
  .object({
    key: z.string(),
    type: openEnum(['string', 'number', 'boolean', 'array', 'object']),
    required: z.boolean(),
    label: z.string(),
    description: z.string().nullish(),
    defaultValue: z.unknown().optional(),
    options: z.array(z.object({ label: z.string(), value: z.unknown() })).nullish(),
    min: z.number().nullish(),
    max: z.number().nullish(),
    regex: z.string().nullish(),
  })
  .meta({ id: 'ConfigParameter', description: 'One thing that can be configured.' });

const ConfigParameterSet = z
  .object({
    name: z.string(),
    description: z.string().nullish(),
    repeatable: z.boolean().nullish(),
    keyName: z.string().describe("The key of the device's key-value store that the values belong under."),
    parameters: z.array(ConfigParameter),
  })
  .meta({ id: 'ConfigParameterSet', description: 'Parameters that are configured together.' });

const ConfigSchema = z
  .object({
    componentName: z.string().describe('A component of the firmware.'),
    componentVersionName: z.string().describe('Its version.'),
    deviceConfigSchema: z.array(ConfigParameterSet).nullish(),
  })
  .meta({ id: 'ConfigSchema', description: 'What can be configured of a firmware component.' });

export const listConfigSchemas = operation({
  id: 'configSchemas.list',
  method: 'GET',
  path: '/devices/{device}/configSchemas',
  input: z.object({ device: id('The device.') }),
  output: z.array(ConfigSchema),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: "Lists what can be configured of a device's firmware.",
});
