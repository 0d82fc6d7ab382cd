import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, jsonObject, timestamp } from './fields.ts';

/** What the platform itself tells of: connections, and writes to the key-value stores of homes and of devices (`KV`). */
const systemEvents = [
  '_deviceConnected_',
  '_deviceDisconnected_',
  '_keyValueSaved_',
  '_keyValueDeleted_',
  '_deviceKVSaved_',
  '_deviceKVDeleted_',
] as const;

const HomeEvent = z
  .object({
    homeId: id('The home that it happened in.'),
    timestamp: timestamp('When the platform took it in.'),
    eventType: openEnum(systemEvents).describe(
      "The sender's own word; the platform's own begin and end with `_`.",
    ),
    eventData: jsonObject('What the sender has to say.').nullish(),
    originDeviceId: id('The device that sent it.').nullish(),
    originDeviceClass: z.string().nullish().describe("The sending device's class."),
    originDeviceIp: z.string().nullish().describe('The address that the device sent it from.'),
    originProjectKeyId: z.string().nullish().describe('The project key that sent it.'),
    originProjectKeyName: z.string().nullish().describe("The sending project key's name."),
  })
  .meta({ id: 'HomeEvent', description: 'Something that happened in a home.' });

export const streamEvents = operation({
  id: 'events.stream',
  method: 'GET',
  path: '/userSession/websocket',
  stream: 'websocket',
  // MODE's own web library sends both; that they narrow what is heard is inferred from their names.
  input: z.object({
    homeId: id('Only the events of this home.').optional(),
    deviceId: id('Only the events of this device.').optional(),
  }),
  output: HomeEvent,
  idempotent: true,
  callers: ['user'],
  source: 'observed',
  doc: 'The events of all homes of the calling user, as they happen. Nothing is replayed.',
});
