import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { moduleOfHome, name, range } from './fields.ts';

const DataStream = z
  .object({
    homeId: z.int(),
    moduleId: z.string(),
    name: z.string().describe('Identifies it in its module.'),
  })
  .meta({ id: 'DataStream', description: 'A stream of packets that a device sends.' });

export const listDataStreams = operation({
  id: 'dataStreams.list',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/streams',
  input: z.object({ ...moduleOfHome, ...range }),
  output: z.array(DataStream),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists the streams of a stream data store.',
});

export const downloadDataStream = operation({
  id: 'dataStreams.download',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/streams/{stream}/data',
  stream: 'bytes',
  accept: '*/*',
  input: z.object({
    ...moduleOfHome,
    stream: name('The stream.'),
    start: z.string().optional().describe('From where on.'),
    stop: z.string().optional().describe('Until where.'),
  }),
  output: z.string(),
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Downloads packets: MessagePack arrays of stream name, packet index and bytes, one behind the other.',
});
