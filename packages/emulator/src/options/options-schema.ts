import { z } from 'zod';
import { callable, fields, flag, text, webUrl, whole, word } from '../checks/kinds.ts';
import type { EmulatorOptions } from './options.ts';

const port = whole(0, 65_535).optional();
const listOf = <T extends z.ZodType>(each: T) => z.array(each, 'a list').optional();
const id = whole(1, Number.MAX_SAFE_INTEGER);

const cloudWebhook = fields({
  url: webUrl,
  key: text,
  events: listOf(text),
  bulkDataLabel: text.optional(),
});

const analyticsWebhook = fields({
  url: webUrl,
  event: word([
    'report_created',
    'report_run_started',
    'report_run_completed',
    'definition_created',
    'definition_updated',
    'new_database_connection',
    'member_joined_organization',
  ]).optional(),
});

const cloudAccess = fields({
  groups: listOf(
    fields({
      id: text,
      name: text,
      description: z.string('a text').optional(),
      members: z.array(id, 'a list'),
    }),
  ),
  permissions: listOf(
    fields({
      id: text,
      principalType: word(['user', 'accessControlGroup']),
      principalId: z.custom<string | number>((value) => text.or(id).safeParse(value).success, 'an id'),
      resourceType: text,
      resourceIdentifier: text,
      resourceScope: word(['self', 'selfWithDescendants']).optional(),
      actions: z.array(text, 'a list'),
      effect: word(['allow', 'deny']),
    }),
  ),
});

const bundleFile = fields({
  componentId: text,
  componentName: text.optional(),
  versionId: text.optional(),
  versionName: text.optional(),
  filename: text,
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'a Uint8Array'),
});

const cloudBundle = fields({
  id: text,
  name: text.optional(),
  description: z.string('a text').optional(),
  deviceClass: text.optional(),
  channel: text.optional(),
  components: z.array(bundleFile, 'a list'),
});

/** The options of `startEmulator`, each at its own name; what each means is said at `EmulatorOptions`. */
const shape = {
  files: text.optional(),
  postgres: z
    .string('a text')
    .regex(/^postgres(ql)?:\/\//, 'an address that begins with postgres://')
    .optional(),
  folder: text.optional(),
  port,
  mqttPort: port,
  cloudWebhooks: listOf(cloudWebhook),
  cloudAccess: cloudAccess.optional(),
  cloudBundles: listOf(cloudBundle),
  host: text.optional(),
  seed: z.string('a text').optional(),
  strict: flag.optional(),
  ids: word(['string', 'integer']).optional(),
  habits: word(['observed', 'documented']).optional(),
  pastTheEnd: word(['empty', 'repeat']).optional(),
  emptyLists: word(['list', '204']).optional(),
  reportCsv: word(['auto', 'zip', 'csv']).optional(),
  bom: flag.optional(),
  analyticsWebhooks: listOf(analyticsWebhook),
  clock: callable<() => Date>().optional(),
  rate: whole(1, 9999).optional(),
  onError: callable<(error: unknown) => void>().optional(),
} satisfies Record<keyof EmulatorOptions, z.ZodType>;

export const OptionsSchema = z.strictObject(shape, {
  error: ({ code }) =>
    code === 'invalid_type' ? 'The options are an object, such as { files: "./data" }.' : undefined,
});

/** Names of all options. */
export const optionNames: readonly string[] = Object.keys(shape);
