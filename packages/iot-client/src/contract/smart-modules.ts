import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, jsonObject, moduleOfHome, timestamp } from './fields.ts';

const SmartModule = z
  .object({
    id: z.string().describe('Identifies it in its project, such as `tsdb`.'),
    moduleType: openEnum(['webhooks', 'tsdb', 'google_analytics', 'sds', 'video']).describe('What it does.'),
    creationTime: timestamp('When it was made.').nullish(),
    description: z.string().nullish(),
    suspended: z.boolean().nullish().describe('Whether it rests.'),
    subscribedEvents: z
      .array(z.string())
      .nullish()
      .describe('Types of the events that it takes; `*` is all.'),
    bulkDataLabel: z.string().nullish().describe('The label of the bulk data that it takes.'),
    dataSourceModules: z.array(z.string()).nullish().describe('Modules that it draws from.'),
    version: z.string().nullish(),
  })
  .meta({ id: 'SmartModule', description: "A plug-in of the project's that takes events or bulk data." });

export const listSmartModules = operation({
  id: 'smartModules.list',
  method: 'GET',
  path: '/homes/{home}/smartModules',
  input: z.object({ home: id('The home.') }),
  output: z.array(SmartModule),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Lists the smart modules that a home can use.',
});

export const getSmartModule = operation({
  id: 'smartModules.get',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}',
  input: z.object(moduleOfHome),
  output: SmartModule,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads a smart module.',
});

export const sendSmartModuleCommand = operation({
  id: 'smartModules.sendCommand',
  method: 'PUT',
  path: '/homes/{home}/smartModules/{module}/command',
  input: z.object({
    ...moduleOfHome,
    action: z.string().describe('What the module shall do.'),
    parameters: jsonObject('How it shall do it.').optional(),
  }),
  output: nothing,
  idempotent: false,
  destructive: false,
  callers: ['user'],
  status: 204,
  source: 'inferred',
  doc: 'Sends a command to a smart module. Seen in an old app only.',
});
