import { expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';
import { runReport, send, type Json } from '../calling.ts';

const emulator = useEmulator();

test('links to nothing that is not there', async () => {
  const { reports, dataset, definition, collections } = emulator().seeds.analytics;
  await runReport(emulator(), reports.severalQueries);
  await send(emulator(), 'PATCH', `/api/acme/reports/${reports.severalQueries}/sync_to_github`, { body: {} });
  const waiting = [
    '/api/acme',
    '/api/ada',
    '/api/acme/data_sources',
    '/api/acme/memberships',
    '/api/acme/groups',
    `/api/acme/definitions/${definition}`,
    `/api/acme/datasets/${dataset}`,
    `/api/acme/collections/${collections.analytics}`,
    ...Object.values(reports).map((report) => `/api/acme/reports/${report}`),
  ];
  const asked = new Set(waiting);
  const broken: string[] = [];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const { status, text, headers } = await send(emulator(), 'GET', path);
    if (status === 404) broken.push(path);
    if (status !== 200 || !String(headers['content-type']).includes('json')) continue;
    for (const next of linksIn(JSON.parse(text))) {
      // One page of a list, and one report of many that are alike, stand for the others.
      if (asked.has(next) || asked.size > 400 || next.includes('page=')) continue;
      asked.add(next);
      waiting.push(next);
    }
  }
  // The platform's own slip, which clients were seen to meet; and results of what never ran, or was purged.
  const isMeant = (path: string): boolean => /\/groups\.acme|\/results(\/|$)/.test(path);
  expect(broken.filter((path) => !isMeant(path))).toEqual([]);
  expect(asked.size).toBeGreaterThan(150);
});

test('names what it does not emulate, instead of a 404', async () => {
  const { example } = emulator().seeds.analytics.reports;
  const { json } = await send(emulator(), 'GET', `/api/acme/reports/${example}/queries`);
  const [query] = json._embedded['queries'] ?? [];
  for (const rel of ['new_chart', 'query_tables', 'new_query_table']) {
    const answer = await send(emulator(), 'GET', query?._links[rel]?.href ?? '');
    expect([rel, answer.status, answer.json.message]).toEqual([
      rel,
      501,
      'The platform links to this, and what it answers is not known: it is not emulated.',
    ]);
  }
});

/** Where a resource and all within it link to, as far as it is no page of the website and no template. */
function linksIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key !== '_links') return linksIn(inner);
    return Object.values(inner as Json['_links'])
      .filter((link) => !('templated' in link) && link.href.startsWith('/api/'))
      .map(({ href }) => href);
  });
}
