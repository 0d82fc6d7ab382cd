import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, secret, timestamp } from './fields.ts';

const ProvisioningToken = z
  .object({
    token: secret('What the device redeems, once.'),
    expirationTime: timestamp('Until when it may.').nullish(),
  })
  .meta({ id: 'ProvisioningToken', description: 'The permission for one new device to join a home.' });

const ProvisionedDevice = z
  .object({
    id: id('Identifies the new device.'),
    apiKey: secret('The key that the device calls with. It is shown this once: store it on the device.'),
    projectId: id('The project that it belongs to.').nullish(),
    creationTime: timestamp('When it was made.').nullish(),
    deviceClass: z.string().nullish().describe('Its class, as named in the console.'),
    tag: z.string().nullish().describe('The tag that provisioning was started with.'),
    homeId: id('The home that it joined.').nullish(),
  })
  .meta({ id: 'ProvisionedDevice', description: 'A device that has just received its id and key.' });

export const startDeviceProvisioning = operation({
  id: 'devices.startProvisioning',
  method: 'POST',
  path: '/homes/{home}/deviceProvisioning',
  input: z.object({
    home: id('The home that the device shall join.'),
    deviceClass: z.string().describe('Its class, as named in the console.'),
    deviceTag: z.string().optional().describe('A word of your own, such as a serial number.'),
  }),
  output: ProvisioningToken,
  idempotent: false,
  callers: ['user', 'project'],
  status: 201,
  source: 'observed',
  doc: 'Starts on-demand provisioning: hand the token to the device, which redeems it. A project key needs the administrative ability.',
});

export const provisionDevice = operation({
  id: 'devices.provision',
  method: 'POST',
  path: '/devices',
  input: z.object({ token: secret('The token from `devices.startProvisioning`.') }),
  output: ProvisionedDevice,
  idempotent: false,
  callers: ['nobody'],
  status: 201,
  source: 'observed',
  doc: 'Redeems a provisioning token, on the device and without a credential: it receives its id and key.',
});
