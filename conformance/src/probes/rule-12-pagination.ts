import type { ListStyle, PageFacts } from '../clients/client.ts';
import { fail, notApplicable, type Probe, type Rule, type Stage } from '../probe.ts';
import { json } from '../servers/answers.ts';
import type { LocalServer } from '../servers/local-server.ts';
import { settle, type Settled } from '../settle.ts';

/** More requests than any of these lists has pages: who sends them would go on for ever. */
const tooMany = 40;

const emptyPage: Probe = {
  id: '12a',
  name: 'cursor: an empty page with a cursor is not the end',
  run: (stage) =>
    lists(stage, 'cursor', [{ ids: ['1', '2'], next: 'a' }, { ids: [], next: 'b' }, { ids: ['3'] }], '1 2 3'),
};

const sameCursor: Probe = {
  id: '12b',
  name: 'cursor: one seen before is an error, not a loop',
  run: async (stage) => {
    const { settled, server } = await turn(stage, 'cursor', () => ({ ids: ['1', '2'], next: 'a' }));
    if (server.requests.length >= tooMany) fail('it went on without end');
    if (settled.state !== 'rejected') fail('it ended without a word');
  },
};

const failedPage: Probe = {
  id: '12c',
  name: 'cursor: a page that fails (409) fails the list',
  run: async (stage) => {
    const { settled } = await turn(stage, 'cursor', (nth) => (nth === 1 ? { ids: ['1'], next: 'a' } : 409));
    if (settled.state !== 'rejected') fail('it ended without a word');
  },
};

const counters: Probe = {
  id: '12d',
  name: 'counted: counters decide the end, links never',
  run: (stage) =>
    lists(
      stage,
      'counted',
      [
        { ids: ['1', '2'], page: 1, total: 3 },
        { ids: ['3'], page: 2, total: 3, link: '/api/acme/spaces?page=3' },
        { ids: [], page: 3, total: 3, link: '/api/acme/spaces?page=4' },
      ],
      '1 2 3',
      2,
    ),
};

const shortPage: Probe = {
  id: '12e',
  name: 'numbered: a short page is not the end, an empty one is',
  run: (stage) =>
    lists(
      stage,
      'numbered',
      [{ ids: ['1', '2'] }, { ids: ['3'] }, { ids: ['4', '5'] }, { ids: [] }],
      '1 2 3 4 5',
      4,
    ),
};

const repeatedPage: Probe = {
  id: '12f',
  name: 'numbered: the page before once more is the end',
  run: (stage) => lists(stage, 'numbered', [{ ids: ['1', '2'] }, { ids: ['3'] }, { ids: ['3'] }], '1 2 3', 3),
};

const ranged: Probe = {
  id: '12g',
  name: 'range: its header decides the end',
  run: (stage) =>
    lists(
      stage,
      'range',
      [
        { ids: ['1', '2'], first: 0, total: 5 },
        { ids: ['3', '4'], first: 2, total: 5 },
        { ids: ['5'], first: 4, total: 5 },
      ],
      '1 2 3 4 5',
      3,
    ),
};

const full = Array.from({ length: 25 }, (_, index) => String(index + 1));

const unranged: Probe = {
  id: '12h',
  name: 'range without it: a short or repeated page is the end',
  run: async (stage) => {
    await lists(stage, 'range', [{ ids: full }, { ids: ['26', '27'] }], [...full, '26', '27'].join(' '), 2);
    await lists(stage, 'range', [{ ids: full }, { ids: full }], full.join(' '), 2);
  },
};

/** The list must give these ids, after so many requests. After the last page the server repeats it. */
async function lists(
  stage: Stage,
  style: ListStyle,
  pages: readonly PageFacts[],
  expected: string,
  requests = pages.length,
): Promise<void> {
  const { settled, server } = await turn(
    stage,
    style,
    (nth) => pages[Math.min(nth, pages.length) - 1] ?? 500,
  );
  if (server.requests.length >= tooMany) fail('it went on without end');
  if (settled.state !== 'resolved') fail(`it ${settled.state === 'pending' ? 'hung' : 'failed'}`);
  const found = String(settled.value);
  if (found !== expected) fail(`gave ${found || 'nothing'} instead of ${expected}`);
  if (server.requests.length !== requests) fail(`sent ${server.requests.length} requests, not ${requests}`);
}

async function turn(
  stage: Stage,
  style: ListStyle,
  pageOf: (nth: number) => PageFacts | number,
): Promise<{ readonly settled: Settled; readonly server: LocalServer }> {
  const server = await stage.serve((_seen, response) => {
    const facts = server.requests.length > tooMany ? 500 : pageOf(server.requests.length);
    if (typeof facts === 'number') {
      json(response, { message: 'No.', error: { message: 'No.' } }, facts);
      return;
    }
    const { headers, body } = stage.adapter.page(style, facts, server.url);
    json(response, body, 200, headers);
  });
  const client = await stage.client({ url: server.url, retries: 0 });
  const list = client.list(style);
  if (list === undefined) notApplicable(`has no list of the style "${style}"`);
  const settled = await settle(async () => {
    const ids: string[] = [];
    for await (const item of list) ids.push(idOf(item));
    return ids.join(' ');
  }, 15_000);
  return { settled, server };
}

function idOf(item: unknown): string {
  const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '?';
}

export const pagination: Rule = {
  number: 12,
  title: 'Pagination has four styles, each with its own end',
  probes: [emptyPage, sameCursor, failedPage, counters, shortPage, repeatedPage, ranged, unranged],
};
