import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/index.ts';

/*
 * What existing clients of Mode Analytics ask for and look at, seen in their code, with nothing of ours. Catalogues read the
 * workspace, its members and its reports; scripts run a report and fetch what came of it.
 */

interface Linked {
  readonly token: string;
  readonly state?: string;
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
  readonly [field: string]: unknown;
}

function asking({ url, seeds }: Emulator) {
  const { token, secret } = seeds.analytics.keys.workspace;
  const authorization = `Basic ${Buffer.from(`${token}:${secret}`).toString('base64')}`;
  const headers = { authorization, accept: 'application/hal+json', 'content-type': 'application/json' };
  return (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { ...init, headers });
}

type Ask = ReturnType<typeof asking>;
const read = async (ask: Ask, path: string) => (await (await ask(path)).json()) as Linked;

async function ran(ask: Ask, report: string): Promise<Linked> {
  const runs = `/api/acme/reports/${report}/runs`;
  const { token } = (await (await ask(runs, { method: 'POST' })).json()) as Linked;
  const state = async () => (await read(ask, `${runs}/${token}`)).state;
  await expect.poll(state, { timeout: 20_000 }).toBe('succeeded');
  return read(ask, `${runs}/${token}`);
}

let emulator: Emulator;
let ask: Ask;
beforeAll(async () => {
  emulator = await startEmulator();
  ask = asking(emulator);
});
afterAll(() => emulator.close());

describe('a base URL that ends in a slash, before a link that begins with one', () => {
  test('is overlooked by Mode Analytics: the result of a run is read so', async () => {
    const run = await ran(ask, emulator.seeds.analytics.reports.example);
    const path = run._links['content']?.href ?? '';
    expect(path).toMatch(/^\/api\//);
    const [plain, doubled] = [await ask(path), await ask(`/${path}`)];
    expect([doubled.status, await doubled.text()]).toEqual([200, await plain.text()]);
    expect((await ask(`//${path.replace(run.token, 'ffffffffffff')}`)).status).toBe(404);
  });

  test('is another path to MODE Cloud', async () => {
    expect((await ask('/auth')).status).toBe(200);
    expect((await ask('//auth')).status).toBe(404);
  });
});

it('pages on by the link of a list of runs, with a slash too many, and finds the last page by its counters', async () => {
  const runs = `/api/acme/reports/${emulator.seeds.analytics.reports.failing}/runs`;
  for (let n = 0; n < 21; n++) await ask(`${runs}/`, { method: 'POST' });
  const first = await read(ask, `${runs}/`);
  expect(first['pagination']).toMatchObject({ page: 1, total_pages: 2 });
  const second = await read(ask, `/${first._links['next_page']?.href}`);
  expect(second['pagination']).toMatchObject({ page: 2, total_pages: 2, count: 1 });
});

it('leads from any run to the results of the latest that succeeded', async () => {
  const { example } = emulator.seeds.analytics.reports;
  const first = await ran(ask, example);
  const second = await ran(ask, example);
  const { _links } = await read(ask, `/api/acme/reports/${example}/runs/${first.token}`);
  const latest = _links['latest_successful_report_run_api_url']?.href;
  expect(latest).toBe(`/api/acme/reports/${example}/runs/${second.token}`);
  expect((await ask(`${latest}/results/content.json`)).status).toBe(200);
});

describe('scripts that set up reports', () => {
  const report = () => `/api/acme/reports/${emulator.seeds.analytics.reports.example}`;
  const send = (method: string, path: string, body: object) =>
    ask(path, { method, body: JSON.stringify(body) });

  test('replace the layout', async () => {
    const layout = '<div id="numbers"></div>';
    const { name, description } = await read(ask, report());
    expect((await send('PATCH', report(), { report: { layout } })).status).toBe(202);
    expect(await read(ask, report())).toMatchObject({ layout, name, description });
  });

  test('take a description away with null, and nothing else', async () => {
    const { name } = await read(ask, report());
    expect((await send('PATCH', report(), { report: { description: 'A first draft.' } })).status).toBe(202);
    expect((await send('PATCH', report(), { report: { description: null } })).status).toBe(202);
    expect(await read(ask, report())).toMatchObject({ name, description: '' });
  });

  test('find the schedules of a dataset, which are written as those of a report', async () => {
    const { dataset } = emulator.seeds.analytics;
    const made = { report_schedule: { name: 'Nightly', cron: { freq: 'daily', hour: 1, minute: 0 } } };
    expect((await send('POST', `/api/acme/reports/${dataset}/schedules`, made)).status).toBe(200);
    expect(await read(ask, `/api/acme/datasets/${dataset}/schedules`)).toMatchObject({
      _embedded: { report_schedules: [{ name: 'Nightly' }] },
      pagination: { page: 1, total_count: 1 },
    });
  });

  test('send a schedule back as its form has it, with null where nothing applies', async () => {
    const cron = { freq: 'daily', time_zone: 'UTC', minute: 0, day_of_week: null, day_of_month: null };
    const schedule = (hour: number) => ({
      report_schedule: { name: 'Daily', cron: { ...cron, hour }, params: {}, timeout: 86_100 },
    });
    const made = (await (await send('POST', `${report()}/schedules`, schedule(6))).json()) as Linked;
    const path = `${report()}/schedules/${made.token}`;
    expect((await send('PATCH', path, schedule(10))).status).toBe(200);
    expect(await read(ask, path)).toMatchObject({ frequency: 'daily', cron_hour: 10, cron_minute: 0 });
  });

  test.each(['0 6 * * 1', '@weekly'])('are refused %s for a schedule, in the known words', async (cron) => {
    const answer = await send('POST', `${report()}/schedules`, { report_schedule: { name: 'Weekly', cron } });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: 'Cronline must be formatted as a cron string' },
    ]);
  });
});

it('links a run to all that a message about it names', async () => {
  const run = await ran(ask, emulator.seeds.analytics.reports.example);
  expect(Object.keys(run._links)).toEqual(
    expect.arrayContaining(['account', 'executed_by', 'python_cell_runs', 'query_runs', 'report', 'share']),
  );
  expect(run._links['web_external_url']?.href).toMatch(/^https:\/\//);
});

test.each([
  ['the workspace', 'acme', { user: false, plan_code: 'plus', private_definition_limit: 'unlimited' }],
  ['a person', 'ada', { user: true, organizations_count: 1 }],
])('%s is shown with the avatar and the links that are always there', async (_who, name, fields) => {
  const account = await read(ask, `/api/${name}`);
  expect(account).toMatchObject({ ...fields, avatar: { type: 'initials' } });
  expect(Object.keys(account._links)).toEqual(
    expect.arrayContaining([
      'web_public_datasource_home',
      'web_groups',
      'web_new_organization',
      'home_web',
      'home_starred_web',
      'home_explorations_web',
      'home_search_web',
      'new_invite_web',
      'new_upload_web',
      'reports',
      'by_ids_reports',
      'all_color_palettes',
    ]),
  );
});

describe('before 2024, when ids were integers', () => {
  const withIds = async (ids: NonNullable<EmulatorOptions['ids']>) => {
    await using one = await startEmulator({ ids });
    const then = asking(one);
    const { dataSources, reports } = one.seeds.analytics;
    const memberships = (await read(then, '/api/acme/memberships'))['_embedded'];
    return {
      account: (await then('/api/account')).status,
      own: await read(then, '/api/account'),
      source: await read(then, `/api/acme/data_sources/${dataSources.files.token}`),
      run: await ran(then, reports.example),
      member: (memberships as { memberships: Linked[] }).memberships[0],
    };
  };

  it('shows whose a key is, and the fields that are gone today', async () => {
    const { account, own, source, run, member } = await withIds('integer');
    expect([account, own]).toMatchObject([200, { username: 'ada', email: 'ada@example.com', user: true }]);
    expect(source).toMatchObject({ default: true, default_for_organization_id: expect.any(String) });
    expect(run).toHaveProperty('flamingo_signature');
    expect(member).toHaveProperty('limited', false);
  });

  it('is over by default', async () => {
    const { account, source, run, member } = await withIds('string');
    expect(account).toBe(400);
    expect(source).not.toHaveProperty('default');
    expect(run).not.toHaveProperty('flamingo_signature');
    expect(member).not.toHaveProperty('limited');
  });
});
