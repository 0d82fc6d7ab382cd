/** Bodies that the platform was seen to send, or published as examples; long links and forms left out. */
export const reportOf2021 = {
  token: '9d2da37fa91e',
  id: 2934237,
  name: 'Report 1',
  description: 'First Report',
  created_at: '2021-12-10T20:55:24.316Z',
  updated_at: '2021-12-11T00:31:54.501Z',
  published_at: null,
  edited_at: '2021-12-10T23:12:51.156Z',
  theme_id: 3,
  color_mappings: {},
  type: 'Report',
  last_successful_sync_at: null,
  last_saved_at: '2021-12-11T00:31:24.451Z',
  archived: false,
  space_token: '75737b70402e',
  account_id: 751252,
  account_username: 'acryltest',
  public: false,
  full_width: false,
  manual_run_disabled: false,
  run_privately: true,
  drilldowns_enabled: true,
  is_embedded: false,
  is_signed: false,
  shared: false,
  expected_runtime: 1.55649,
  last_successfully_run_at: '2021-12-10T23:12:53.142Z',
  last_run_at: '2021-12-10T23:12:51.490Z',
  last_successful_run_token: '4ec308153383',
  query_count: 1,
  max_query_count: 160,
  chart_count: 1,
  runs_count: 27,
  schedules_count: 0,
  view_count: 6,
  _links: {
    self: { href: '/api/acryltest/reports/9d2da37fa91e' },
    web: { href: 'https://app.mode.com/acryltest/reports/9d2da37fa91e' },
    report_run: { templated: true, href: '/api/acryltest/reports/9d2da37fa91e/runs/{id}?embed[result]=1' },
  },
  _forms: {
    edit: {
      method: 'patch',
      action: '/api/acryltest/reports/9d2da37fa91e',
      input: {
        report: { name: { type: 'text', value: 'Report 1' }, account_id: { type: 'text', value: 751252 } },
      },
    },
    destroy: { method: 'delete', action: '/api/acryltest/reports/9d2da37fa91e' },
  },
};

export const reportOf2026 = {
  token: '1a2b3c4d5e6f',
  id: '2000002',
  name: 'Monthly Revenue',
  type: 'Report',
  space_token: 'f0e1d2c3b4a5',
  account_id: '1234567',
  account_username: 'acme',
  public: false,
  archived: false,
  query_count: 1,
  max_query_count: 160,
  expected_runtime: 14.59947,
  github_link: 'https://github.com/acme/mode-reports/blob/main/Mode/acme/x.1a2b3c4d5e6f',
  last_successful_run_token: '5e6f708192a3',
  last_run_at: '2026-07-28T08:54:07.201Z',
};

export const collections = {
  _links: { self: { href: '/api/acryltest/collections' } },
  _embedded: {
    spaces: [
      {
        token: '157933cc1168',
        id: 1920033,
        space_type: 'private',
        name: 'Personal',
        description: null,
        state: 'active',
        restricted: false,
        free_default: false,
        'viewable?': true,
        default_access_level: 'view',
        _links: { web: { href: '/acryltest/spaces/157933cc1168' } },
        _forms: {
          create: {
            method: 'post',
            action: '/api/acryltest/collections',
            input: { space: { space_type: { type: 'select', options: ['private', 'community', 'custom'] } } },
          },
        },
      },
    ],
  },
};

export const collectionOf2026 = {
  token: 'a1b2c3d4e5f6',
  id: '2000001',
  space_type: 'custom',
  name: 'Analytics',
  description: null,
  state: 'active',
  schema_name: 'analytics',
  restricted: false,
  free_default: true,
  'viewable?': true,
  default_access_level: 'view',
};

export const queries = {
  _links: { self: { href: '/api/acryltest/reports/9d2da37fa91e/queries' } },
  _embedded: {
    queries: [
      {
        id: 10149707,
        token: '6e26a9f3d4e2',
        raw_query: 'SELECT rental.* FROM {{ @join_on_definition as rental }}',
        created_at: '2021-12-10T20:55:24.361Z',
        updated_at: '2021-12-10T23:12:53.273Z',
        name: 'Customer and staff',
        last_run_id: 1897576958,
        data_source_id: 34499,
        explorations_count: 0,
        _links: { creator: { href: '/api/modeuser' } },
      },
    ],
  },
};

export const enqueuedRun = {
  token: '4d5e6f708192',
  state: 'enqueued',
  python_state: 'none',
  parameters: {},
  is_latest_report_run: true,
  is_latest_successful_report_run: false,
  has_more_recent_successful_run_available: false,
  purge_started_at: null,
  purge_completed_at: null,
  created_at: '2026-08-07T07:47:06.501Z',
  updated_at: '2026-08-07T07:47:06.501Z',
  completed_at: null,
  form_fields: [],
  _links: { report: { href: '/api/acme/reports/2b3c4d5e6f70' } },
};

export const purgedRun = {
  token: 'c5d6e7f8091a',
  state: 'failed',
  purge_started_at: '2026-05-27T07:33:01.514Z',
  purge_completed_at: '2026-05-27T08:14:03.705Z',
};

export const runOf2016 = {
  token: 'c8ffb7c13a09',
  state: 'enqueued',
  parameters: { period: 'day' },
  data_source_id: 1851,
  created_at: '2016-02-05T04:19:47.735Z',
  updated_at: '2016-02-05T04:19:47.774Z',
  completed_at: null,
  _links: { self: { href: '/api/anki/reports/30dd44e348c0/runs/c8ffb7c13a09?embed[result]=1' } },
  _forms: {
    edit: {
      method: 'patch',
      action: '/api/anki/reports/30dd44e348c0/runs/c8ffb7c13a09',
      input: { report_run: { dataset: { content: { type: 'file' } } } },
    },
    cancel: { method: 'put', action: '/api/anki/reports/30dd44e348c0/runs/c8ffb7c13a09/cancel' },
  },
};

export const failedQueryRun = {
  id: '6f708192a3b4',
  token: '6f708192a3b4',
  state: 'failed',
  created_at: '2026-06-30T09:26:04.317Z',
  completed_at: '2026-06-30T09:26:06.573Z',
  data_source_id: '10001',
  data_source_token: '9f8e7d6c5b4a',
  limit: false,
  query_token: '708192a3b4c5',
  query_name: 'Query 5',
  max_result_bytes: 5000000000,
  help_url: 'https://mode.com/help',
  error_code: 'SqlUnknownFunction',
  error_type: 'generic',
  error_message: 'ERROR: function date_diff(...) does not exist',
};

export const weeklySchedule = {
  token: '8192a3b4c5d6',
  name: 'Untitled schedule',
  frequency: 'weekly',
  hour: '2:00 am',
  cron_hour: 2,
  minute: 'the top of the hour',
  cron_minute: 0,
  day_of_week: 'Monday,Tuesday,Wednesday,Thursday,Friday',
  time_zone: 'UTC',
  parameters: {},
  subscribed: false,
};

export const publishedSchedule = {
  token: '9288da2a1b59',
  name: 'Qui Officia',
  parameters: {},
  created_at: '2019-05-08T22:12:19.237Z',
  updated_at: '2020-04-06T20:02:02.321Z',
  retry_state: 'ok',
  retry_count: 1,
  retry_delay: 0,
  timeout: 86100,
  last_run_at: '2020-04-06T20:01:53.431Z',
  last_succeeded_at: '2020-04-06T20:02:02.313Z',
  last_scheduled_run: '2020-04-06T20:00:00.000+00:00',
  next_scheduled_run: '2020-04-07T20:00:00.000+00:00',
  subscribed: false,
  frequency: 'daily',
  time_zone: 'UTC',
  hour: '8:00 pm',
  minute: 'the top of the hour',
};

export const verification = { workspace: 'acme', _links: { self: { href: '/api/acme/api_keys/k1' } } };
