import { z } from 'zod';
import { operation, type WrittenOperation } from '../operation.ts';
import { nothing } from '../readings/nothing.ts';
import { openEnum } from '../readings/open-enum.ts';
import { sensitive } from '../readings/sensitive.ts';

/** Operations of no platform that have every trait between them, for the package's own tests. */
const workspace = z
  .string()
  .min(1)
  .optional()
  .describe("Username of the workspace. Default: the client's own.");
const token = z.string().min(1);
const id = z.string().meta({ wire: 'string|number' });

const Link = z.object({ href: z.string(), templated: z.boolean().optional() }).meta({ id: 'Link' });

export const Box = z
  .object({
    token: z.string().describe('Twelve hexadecimal characters.'),
    id: id.nullish(),
    state: openEnum(['open', 'closed']).nullish(),
    rank: z.literal([1, 2, 3]).nullish(),
    'viewable?': z.boolean().nullish(),
    tags: z.array(z.string()).nullish(),
    parts: z.array(z.object({ id, size: z.tuple([z.int(), z.int()]).optional() })).nullish(),
    extra: z.record(z.string(), z.unknown()).nullish(),
    owners: z.record(z.string(), z.object({ id })).nullish(),
    value: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]).optional(),
    key: sensitive.nullish().describe('Opens it.'),
    old: z.string().nullish().meta({ description: 'No longer sent.', deprecated: true }),
    get inner() {
      return z.array(Box).nullish();
    },
    _links: z.record(z.string(), Link).nullish(),
  })
  .meta({ id: 'Box', description: 'A box, in as many ways as a field can be.' });

const BoxPage = z
  .object({
    _embedded: z.object({ boxes: z.array(Box) }),
    pagination: z.object({ page: z.int(), total_pages: z.int() }).nullish(),
  })
  .meta({ id: 'BoxPage', description: 'One page of boxes.' });

const common = { idempotent: true, source: 'documented' } as const;

export const getBox = operation({
  ...common,
  id: 'boxes.get',
  method: 'GET',
  path: '/api/{workspace}/boxes/{box}',
  input: z.object({
    workspace,
    box: token.describe('Token of the box.'),
    deep: z.boolean().optional(),
    fields: z.array(z.enum(['name', 'size'])).optional(),
    'embed[inner]': z.literal(1).optional(),
  }),
  output: Box,
  doc: 'Reads one box. With `deep`, what is in it too.',
  callers: ['workspace', 'member?'],
});

export const listBoxesInRoom = operation({
  ...common,
  id: 'boxes.listInRoom',
  method: 'GET',
  path: '/api/{workspace}/rooms/{room}/boxes',
  input: z.object({ workspace, room: z.int().positive(), page: z.int().min(1).optional() }),
  output: BoxPage,
  page: { style: 'counted', items: '_embedded.boxes' },
  doc: 'Lists the boxes of a room.',
});

export const listBoxes = operation({
  ...common,
  id: 'boxes.list',
  method: 'GET',
  path: '/boxes',
  input: z.object({ skip: z.int().min(0).optional(), limit: z.int().min(1).optional() }),
  output: z.array(Box),
  page: { style: 'range', items: '' },
  doc: 'Lists all boxes.',
});

export const createBox = operation({
  ...common,
  id: 'boxes.create',
  method: 'POST',
  destructive: false,
  path: '/api/{workspace}/boxes',
  input: z.object({
    workspace,
    name: z.string().max(64),
    note: z.string().nullable().optional(),
    state: z.enum(['open', 'closed']).optional(),
    sizes: z.array(z.number()).optional(),
    cron: z.object({ freq: z.enum(['daily', 'weekly']), hour: z.int().min(0).max(23).optional() }).optional(),
    params: z.record(z.string(), z.unknown()).optional(),
    source: z.union([z.string(), z.int()]).optional(),
  }),
  wrapper: 'box',
  output: Box,
  idempotent: false,
  doc: 'Puts a box there.',
  status: 201,
});

export const moveBox = operation({
  ...common,
  id: 'boxes.move',
  method: 'PUT',
  destructive: false,
  path: '/boxes/{box}/place',
  input: z.object({
    box: token,
    time: z.string().optional(),
    to: z.string(),
    force: z.boolean().optional(),
  }),
  in: { time: 'query' },
  output: nothing,
  doc: 'Moves a box.',
  status: 204,
  deprecated: 'Use `boxes.create`.',
});

export const deleteBox = operation({
  ...common,
  id: 'boxes.delete',
  method: 'DELETE',
  destructive: true,
  path: '/boxes/{box}',
  input: z.object({ box: token, deep: z.boolean().optional(), reason: z.string().optional() }),
  in: { reason: 'body' },
  output: nothing,
  doc: 'Takes a box away.',
});

export const dustBox = operation({
  ...common,
  id: 'boxes.dust',
  method: 'POST',
  destructive: false,
  path: '/boxes/{box}/dust',
  input: z.object({ box: token }),
  output: nothing,
  source: 'inferred',
  doc: 'Dusts a box.',
});

export const openSession = operation({
  ...common,
  id: 'sessions.open',
  method: 'POST',
  destructive: false,
  path: '/auth/user',
  input: z.object({
    projectId: z.int(),
    email: z.string(),
    password: sensitive,
    remember: z.boolean().optional(),
    scopes: z.array(z.string().min(1)).optional(),
  }),
  form: true,
  output: z.object({ userId: z.int(), token: sensitive }),
  idempotent: false,
  source: 'observed',
  callers: ['nobody'],
  doc: 'Signs in.',
});

export const downloadSheet = operation({
  ...common,
  id: 'sheets.download',
  method: 'GET',
  path: '/sheets/{sheet}.csv',
  input: z.object({ sheet: token }),
  output: z.unknown(),
  accept: 'text/csv, */*',
  stream: 'bytes',
  doc: 'The sheet as CSV.',
});

export const streamEvents = operation({
  ...common,
  id: 'events.stream',
  method: 'GET',
  path: '/events/websocket',
  input: z.object({}),
  output: z.object({ eventType: z.string() }).meta({ id: 'Event' }),
  stream: 'websocket',
  doc: 'Events as they happen.',
});

export const listEntries = operation({
  ...common,
  id: 'entries.list',
  method: 'GET',
  path: '/entries',
  input: z.object({ next_token: z.string().optional(), page: z.int().min(1).optional() }),
  output: z.object({
    entries: z.array(z.object({ at: z.string() })).nullish(),
    next_token: z.string().nullish(),
  }),
  page: { style: 'cursor', items: 'entries', cursor: 'next_token', parameter: 'next_token' },
  doc: 'Lists what happened.',
});

export const lendBox = operation({
  ...common,
  id: 'boxes.lend',
  method: 'POST',
  destructive: false,
  path: '/boxes/{box}/loans',
  input: z.object({ box: token, room: z.int(), until: z.string().optional(), home: z.int().optional() }),
  in: { home: 'query' },
  wire: { room: 'roomId', home: 'homeId' },
  output: nothing,
  doc: 'Lends a box to a room.',
});

export const samples: Readonly<Record<string, WrittenOperation>> = {
  getBox,
  listBoxesInRoom,
  listBoxes,
  createBox,
  moveBox,
  deleteBox,
  dustBox,
  openSession,
  downloadSheet,
  streamEvents,
  listEntries,
  lendBox,
};
