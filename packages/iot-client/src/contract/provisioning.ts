import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { Device } from './devices.ts';
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
  destructive: false,
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
  destructive: false,
  callers: ['nobody'],
  status: 201,
  source: 'observed',
  doc: 'Redeems a provisioning token, on the device and without a credential: it receives its id and key.',
});

export const addDeviceOnDemand = operation({
  id: 'devices.addOnDemand',
  method: 'POST',
  path: '/devices',
  input: z.object({
    homeId: id('The home that the device shall join.'),
    deviceClass: z.string().describe('Its class, as named in the console.'),
    token: secret('The token from `devices.startProvisioning`.'),
  }),
  output: Device,
  idempotent: false,
  destructive: false,
  callers: ['user'],
  status: 201,
  source: 'observed',
  doc: "Redeems a provisioning token on the user's side: the device is made and in the home, its key is not shown.",
});

export const claimDevice = operation({
  id: 'devices.claim',
  method: 'POST',
  path: '/devices',
  input: z.object({
    homeId: id('The home that the device shall join.'),
    claimCode: secret('The code that came with the device, 16 to 100 characters.'),
  }),
  output: Device,
  idempotent: false,
  destructive: false,
  callers: ['user'],
  status: 201,
  source: 'observed',
  doc: 'Takes a pre-provisioned device into a home, while it lets itself be claimed. Else that is `DEVICE_NOT_CLAIMABLE`.',
});

const Claimable = z
  .object({ claimExpirationTime: timestamp('Until when the device may be claimed.').nullish() })
  .meta({ id: 'ClaimMode', description: 'Whether a device lets itself be claimed.' });

export const setDeviceClaimable = operation({
  id: 'devices.setClaimable',
  method: 'POST',
  path: '/deviceRegistration',
  orForm: true,
  input: z.object({
    deviceId: id('The device itself.'),
    claimable: z.boolean().describe('Whether it lets itself be claimed.'),
    duration: z.int().positive().optional().describe('For how many seconds; needed where it does.'),
  }),
  output: Claimable,
  idempotent: true,
  destructive: false,
  callers: ['device'],
  source: 'documented',
  doc: 'Lets a device be claimed for some time, or ends that.',
});
