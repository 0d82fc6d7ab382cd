import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, jsonObject } from './fields.ts';

const DeviceCommand = z
  .object({
    action: z.string().describe('What the device shall do.'),
    parameters: jsonObject('How it shall do it.').nullish(),
  })
  .meta({ id: 'DeviceCommand', description: 'Something that a device is told to do.' });

export const sendDeviceEvent = operation({
  id: 'devices.sendEvent',
  method: 'PUT',
  path: '/devices/{device}/event',
  input: z.object({
    device: id('The device itself.'),
    eventType: z.string().describe('Your own word for what happened.'),
    eventData: jsonObject('What there is to say about it.').optional(),
  }),
  output: nothing,
  idempotent: false,
  destructive: false,
  callers: ['device'],
  status: 204,
  source: 'documented',
  doc: 'Sends an event from a device to its home. Sending it twice is two events.',
});

export const sendDeviceCommand = operation({
  id: 'devices.sendCommand',
  method: 'PUT',
  path: '/devices/{device}/command',
  input: z.object({
    device: id('The device.'),
    action: z.string().describe('What the device shall do.'),
    parameters: jsonObject('How it shall do it.').optional(),
  }),
  output: nothing,
  idempotent: false,
  destructive: false,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Sends a command to a connected device. It is not kept for a device that is offline: that is a 403 `DEVICE_OFFLINE`.',
});

export const streamDeviceCommands = operation({
  id: 'devices.streamCommands',
  method: 'GET',
  path: '/devices/{device}/command',
  stream: 'websocket',
  input: z.object({ device: id('The device itself.') }),
  output: DeviceCommand,
  idempotent: true,
  callers: ['device'],
  source: 'documented',
  doc: 'The commands to a device, as they are sent. While it is open the device counts as connected. Nothing is replayed.',
});
