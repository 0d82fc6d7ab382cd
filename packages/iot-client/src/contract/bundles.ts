import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, secret, timestamp } from './fields.ts';

const BundleComponent = z
  .object({
    componentId: z.string(),
    componentName: z.string().nullish(),
    versionId: z.string().nullish(),
    versionName: z.string().nullish(),
    filename: z.string().nullish(),
    checksum: z.string().nullish().describe('40 hexadecimal digits.'),
    url: secret('Where it is: whoever has this address can fetch it.').nullish(),
  })
  .meta({ id: 'BundleComponent', description: 'One file of a bundle.' });

const Bundle = z
  .object({
    id: z.string().describe('Identifies it.'),
    name: z.string().nullish(),
    description: z.string().nullish(),
    deviceClass: z.string().nullish().describe('The class of devices that it is for.'),
    projectId: id('The project.').nullish(),
    creationTime: timestamp('When it was made.').nullish(),
    components: z.array(BundleComponent).nullish(),
  })
  .meta({ id: 'Bundle', description: 'Firmware for a class of devices.' });

export const listBundles = operation({
  id: 'bundles.list',
  method: 'GET',
  path: '/bundles',
  input: z.object({}),
  output: z.array(Bundle),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user?', 'project', 'device'],
  source: 'documented',
  doc: 'Lists firmware bundles: for a device, those for its class and channel.',
});

export const reportDeviceFirmware = operation({
  id: 'devices.reportFirmware',
  method: 'PUT',
  path: '/devices/{device}/firmware',
  input: z.object({
    device: id('The device itself.'),
    bundleId: z.string().describe('The bundle that it runs now.'),
  }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['device'],
  status: 204,
  source: 'inferred',
  doc: 'Tells which firmware bundle a device runs. The body is documented, the path is not.',
});
