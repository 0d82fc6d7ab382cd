import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, range, secret, timestamp } from './fields.ts';

/** Shared with the operations that make devices. */
export const Device = z
  .object({
    id: id('Identifies the device.'),
    projectId: id('The project that it belongs to.').nullish(),
    creationTime: timestamp('When it was made.').nullish(),
    name: z.string().nullish().describe('Display name.'),
    tag: z.string().nullish().describe('A word of your own, such as a serial number.'),
    deviceClass: z.string().describe('Its class, as named in the console.'),
    homeId: id('The home that it is in; absent when in none.').nullish(),
    apiKey: secret('The key that it calls with; shown once, when it is provisioned.').nullish(),
    claimCode: secret('What claims it for a home; shown to the privileged only.').nullish(),
    claimTime: timestamp('When it was claimed.').nullish(),
    claimExpirationTime: timestamp('Until when it may be claimed.').nullish(),
    isConnected: z.boolean().nullish().describe('Whether it listens for commands, by websocket or MQTT.'),
    lastConnectTime: timestamp('When it last connected.').nullish(),
    lastDisconnectTime: timestamp('When it last disconnected.').nullish(),
    channel: z.string().nullish().describe('Its firmware channel.'),
    bundleInstalled: z.string().nullish().describe('The firmware bundle that it runs.'),
    bundleInstallTime: timestamp('When that was installed.').nullish(),
  })
  .meta({ id: 'Device', description: 'A thing that sends events and takes commands.' });

export const listDevices = operation({
  id: 'devices.list',
  method: 'GET',
  path: '/devices',
  input: z.object({ homeId: id('The home.'), ...range }),
  output: z.array(Device),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Lists the devices of a home.',
});

export const listDevicesInProject = operation({
  id: 'devices.listInProject',
  method: 'GET',
  path: '/devices',
  input: z.object({
    projectId: id('The project.'),
    deviceClass: z.string().optional().describe('Those of this class only.'),
    ...range,
  }),
  output: z.array(Device),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['project'],
  source: 'inferred',
  doc: 'Lists the devices of a project.',
});

export const getDevice = operation({
  id: 'devices.get',
  method: 'GET',
  path: '/devices/{device}',
  input: z.object({ device: id('The device.') }),
  output: Device,
  idempotent: true,
  callers: ['user', 'project', 'device'],
  source: 'observed',
  doc: 'Reads a device. A device may read itself only.',
});

export const updateDevice = operation({
  id: 'devices.update',
  method: 'PATCH',
  path: '/devices/{device}',
  input: z.object({
    device: id('The device.'),
    name: z.string().optional().describe('Display name.'),
    tag: z.string().optional().describe('A word of your own, such as a serial number.'),
    homeId: id('The home to move it to; for project keys.').optional(),
    claimCode: secret('What claims it for a home from now on; for project keys.').optional(),
  }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Renames or tags a device; for project keys, also moves it and sets its claim code.',
});

export const deleteDevice = operation({
  id: 'devices.delete',
  method: 'DELETE',
  path: '/devices/{device}',
  input: z.object({ device: id('The device.') }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Deletes a device; for a user, takes it out of their home.',
});
