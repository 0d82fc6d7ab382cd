import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, name } from './fields.ts';
import { KeyValue } from './key-value.ts';

const device = id('The device.');
const key = name(
  'The key: letters, digits, `_` and `-`, the first and the last no sign. Keys with `:` were seen too.',
);

export const listDeviceKeyValues = operation({
  id: 'deviceKeyValues.list',
  method: 'GET',
  path: '/devices/{device}/kv',
  input: z.object({
    device,
    keyPrefix: z.string().optional().describe('Those whose keys begin so.'),
  }),
  output: z.array(KeyValue),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project', 'device?'],
  source: 'documented',
  doc: "Lists what a device's store holds.",
});

export const getDeviceKeyValue = operation({
  id: 'deviceKeyValues.get',
  method: 'GET',
  path: '/devices/{device}/kv/{key}',
  input: z.object({ device, key }),
  output: KeyValue,
  idempotent: true,
  callers: ['user', 'project', 'device?'],
  source: 'documented',
  doc: "Reads one value of a device's store.",
});

export const setDeviceKeyValue = operation({
  id: 'deviceKeyValues.set',
  method: 'PUT',
  path: '/devices/{device}/kv/{key}',
  input: z.object({ device, key, value: z.unknown().describe('Any JSON value.') }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user', 'project', 'device?'],
  status: 204,
  source: 'documented',
  doc: "Writes one value of a device's store, new or not. The device, if it mirrors its store, is told. A project key needs the ability to write.",
});

export const deleteDeviceKeyValue = operation({
  id: 'deviceKeyValues.delete',
  method: 'DELETE',
  path: '/devices/{device}/kv/{key}',
  input: z.object({ device, key }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project', 'device?'],
  status: 204,
  source: 'documented',
  doc: "Removes one value from a device's store. The device, if it mirrors its store, is told. A project key needs the ability to write.",
});

const StoreChange = z
  .object({
    action: openEnum(['reload', 'set', 'delete']).describe(
      '`reload` comes first, and holds the whole store.',
    ),
    rev: z.int().describe("The store's revision, which rises with each change."),
    key: z.string().nullish().describe('The key that was set or deleted.'),
    value: z.unknown().describe('The value that was set.'),
    numItems: z.int().nullish().describe('How many items a reload has.'),
    items: z.array(KeyValue).nullish().describe('What a reload holds; null where that is nothing.'),
  })
  .meta({ id: 'StoreChange', description: 'What a device is told of its store.' });

export const streamDeviceKeyValues = operation({
  id: 'deviceKeyValues.stream',
  method: 'GET',
  path: '/devices/{device}/kv',
  stream: 'websocket',
  input: z.object({ device: id('The device itself.') }),
  output: StoreChange,
  idempotent: true,
  callers: ['device'],
  source: 'inferred',
  doc: "A device's store, whole and then each change, as they happen. That there is such a websocket is documented, its address and messages are not: they are taken to be those of MQTT. Where it is refused, `Device.keyValues` asks by REST.",
});
