/** The JSON Schemas of what the HTTP API takes. */

const text = (maxLength: number) => ({
  type: 'string',
  minLength: 1,
  maxLength,
  // No control characters: nothing here is more than a line, and PostgreSQL takes no NUL.
  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
});

/** PostgreSQL's integer. */
const id = { type: 'integer', minimum: 1, maximum: 2_147_483_647 };

const fields = {
  name: {
    ...text(80),
    pattern: '^[^\\u0000-\\u0020\\u007f]([^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u0020\\u007f])?$',
  },
  device: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  action: text(100),
  parameters: { type: 'object', maxProperties: 100 },
  keyParameter: { ...text(64), nullable: true },
  cron: text(200),
  timeZone: text(64),
  catchUp: { type: 'string', enum: ['skip', 'last', 'all'] },
  catchUpLimit: { type: 'integer', minimum: 1, maximum: 1000 },
  retryWindowSeconds: { type: 'integer', minimum: 0, maximum: 86_400 },
  paused: { type: 'boolean' },
};

const defaults = {
  parameters: {},
  keyParameter: null,
  timeZone: 'UTC',
  catchUp: 'skip',
  catchUpLimit: 100,
  retryWindowSeconds: 300,
  paused: false,
};

export const newSchedule = {
  type: 'object',
  required: ['name', 'device', 'action', 'cron'],
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value: unknown = Reflect.get(defaults, name);
      return [name, value === undefined ? field : { ...field, default: value }];
    }),
  ),
};

export const changedSchedule = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: fields,
};

export const scheduleId = { type: 'object', required: ['id'], properties: { id } };

const limit = { type: 'integer', minimum: 1, maximum: 500, default: 50 };

export const listQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    after: { ...id, minimum: 0 },
    limit: { ...limit, default: 100 },
    order: { type: 'string', enum: ['oldest', 'newest'] },
  },
};

export const historyQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    schedule: id,
    outcome: { type: 'string', enum: ['waiting', 'sent', 'missed', 'skipped', 'failed'] },
    after: { type: 'string', maxLength: 60 },
    limit,
  },
};

export const previewQuery = {
  type: 'object',
  required: ['cron'],
  additionalProperties: false,
  properties: {
    cron: { type: 'string', maxLength: 200 },
    timeZone: { type: 'string', maxLength: 64, default: 'UTC' },
    count: { type: 'integer', minimum: 1, maximum: 20, default: 3 },
  },
};
