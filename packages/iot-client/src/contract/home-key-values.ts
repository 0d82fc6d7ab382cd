import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, name } from './fields.ts';
import { KeyValue } from './key-value.ts';

const home = id('The home.');
const key = name(
  'The key: letters, digits, `_` and `-`, the first and the last no sign. Keys with `:` were seen too.',
);

export const listHomeKeyValues = operation({
  id: 'homeKeyValues.list',
  method: 'GET',
  path: '/homes/{home}/kv',
  input: z.object({
    home,
    keyPrefix: z.string().optional().describe('Those whose keys begin so.'),
  }),
  output: z.array(KeyValue),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: "Lists what a home's store holds.",
});

export const getHomeKeyValue = operation({
  id: 'homeKeyValues.get',
  method: 'GET',
  path: '/homes/{home}/kv/{key}',
  input: z.object({ home, key }),
  output: KeyValue,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: "Reads one value of a home's store.",
});

export const setHomeKeyValue = operation({
  id: 'homeKeyValues.set',
  method: 'PUT',
  path: '/homes/{home}/kv/{key}',
  input: z.object({ home, key, value: z.unknown().describe('Any JSON value.') }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user', 'project'],
  status: 204,
  source: 'documented',
  doc: "Writes one value of a home's store, new or not. Its members are told by an event. A project key needs the ability to write.",
});

export const deleteHomeKeyValue = operation({
  id: 'homeKeyValues.delete',
  method: 'DELETE',
  path: '/homes/{home}/kv/{key}',
  input: z.object({ home, key }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'documented',
  doc: "Removes one value from a home's store. Its members are told by an event. A project key needs the ability to write.",
});
