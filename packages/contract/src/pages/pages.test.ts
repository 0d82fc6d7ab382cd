import { describe, expect, test } from 'vitest';
import type { PageMemory } from '../contract.ts';
import type { Operation, Page } from '../operation.ts';
import { getBox } from '../testing/printed-samples.ts';
import { turnPage } from './turn-page.ts';

type Input = Readonly<Record<string, unknown>>;
type Served = { readonly answer: unknown; readonly range?: string };

const listing = (page: Page): Operation => ({ ...getBox, page });
const freshMemory = (): PageMemory => ({ cursors: new Set(), previous: undefined });

/** Turns pages as an iteration does, until the end, and gives up where there is none. */
function crawl(
  page: Page,
  serve: (input: Input) => Served,
  input: Input = {},
): { items: unknown[]; inputs: Input[]; repeated?: string } {
  const memory = freshMemory();
  const items: unknown[] = [];
  const inputs: Input[] = [];
  let next: Input | undefined = input;
  while (next) {
    if (inputs.length === 50) throw new Error('The list does not end.');
    inputs.push(next);
    const { answer, range } = serve(next);
    const turned = turnPage(listing(page), next, answer, range, memory);
    items.push(...turned.items);
    if (turned.repeatedCursor !== undefined) return { items, inputs, repeated: turned.repeatedCursor };
    next = turned.next;
  }
  return { items, inputs };
}

const all = Array.from({ length: 7 }, (_, index) => index);
const numberIn = (input: Input, name: string, absent: number): number => Number(input[name] ?? absent);
const pageOf = (input: Input, size = 3) => {
  const page = numberIn(input, 'page', 1);
  return all.slice((page - 1) * size, page * size);
};

describe('cursor', () => {
  const page: Page = { style: 'cursor', items: 'entries', cursor: 'meta.next', parameter: 'token' };
  const serving = (pages: Record<string, Served['answer']>) => (input: Input) => ({
    answer: pages[typeof input.token === 'string' ? input.token : ''],
  });

  test('ends where there is no cursor, and an empty page goes on', () => {
    const crawled = crawl(
      page,
      serving({
        '': { entries: [1], meta: { next: 'a' } },
        a: { entries: [], meta: { next: 'b' } },
        b: { entries: [2], meta: { next: null } },
      }),
      { since: 'x' },
    );
    expect(crawled).toEqual({
      items: [1, 2],
      inputs: [{ since: 'x' }, { since: 'x', token: 'a' }, { since: 'x', token: 'b' }],
    });
  });

  test.each([{}, { meta: null }, { meta: { next: '' } }, null, 'text'])('%j has none', (answer) => {
    expect(turnPage(listing(page), {}, answer, undefined)).toEqual({ items: [], next: undefined });
  });

  test('tells a cursor that was seen before', () => {
    const crawled = crawl(
      page,
      serving({
        '': { entries: [1], meta: { next: 'a' } },
        a: { entries: [2], meta: { next: 'b' } },
        b: { entries: [3], meta: { next: 'a' } },
      }),
    );
    expect(crawled).toMatchObject({ items: [1, 2, 3], repeated: 'a' });
  });

  test('tells one that is the page’s own, without memory and after a checkpoint', () => {
    const answer = { entries: [1], meta: { next: 'a' } };
    expect(turnPage(listing(page), { token: 'a' }, answer, undefined).repeatedCursor).toBe('a');
    expect(turnPage(listing(page), { token: 'a' }, answer, undefined, freshMemory()).repeatedCursor).toBe(
      'a',
    );
  });

  test('keeps the cursor’s type for the following input', () => {
    const { next } = turnPage(listing(page), {}, { entries: [], meta: { next: 7 } }, undefined);
    expect(next).toEqual({ token: 7 });
  });
});

describe('numbered', () => {
  const page: Page = { style: 'numbered', items: '_embedded.reports' };
  const answer = (items: unknown) => ({ answer: { _embedded: { reports: items } } });

  test('ends at the first empty page', () => {
    expect(crawl(page, (input) => answer(pageOf(input)))).toEqual({
      items: all,
      inputs: [{}, { page: 2 }, { page: 3 }, { page: 4 }],
    });
  });

  test('a short page is not the end', () => {
    const pages: unknown[][] = [[1, 2, 3], [4], [5, 6, 7], []];
    expect(crawl(page, (input) => answer(pages[numberIn(input, 'page', 1) - 1])).items).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  test('ends at a page that is the one before once more, which adds nothing', () => {
    const clamped = (input: Input) => answer(pageOf({ page: Math.min(numberIn(input, 'page', 1), 3) }));
    expect(crawl(page, clamped)).toMatchObject({ items: all, inputs: { length: 4 } });
  });

  test('goes on from a checkpoint', () => {
    expect(crawl(page, (input) => answer(pageOf(input)), { page: 3, order: 'asc' })).toEqual({
      items: [6],
      inputs: [
        { page: 3, order: 'asc' },
        { page: 4, order: 'asc' },
      ],
    });
  });

  test('a page without its items has none', () => {
    expect(crawl(page, () => ({ answer: {} })).inputs).toHaveLength(1);
  });
});

describe('counted', () => {
  const page: Page = { style: 'counted', items: 'items' };

  test('ends where the counters say, whatever the links say', () => {
    const serve = (input: Input) => ({
      answer: {
        items: pageOf(input),
        pagination: { page: numberIn(input, 'page', 1), per_page: 3, total_pages: 3, total_count: 7 },
        _links: { next_page: { href: '/x?page=99' } },
      },
    });
    expect(crawl(page, serve)).toEqual({ items: all, inputs: [{}, { page: 2 }, { page: 3 }] });
  });

  test('goes on over an empty page in the middle', () => {
    const pages: unknown[][] = [[1], [], [2]];
    const serve = (input: Input) => ({
      answer: { items: pages[numberIn(input, 'page', 1) - 1], pagination: { total_pages: 3 } },
    });
    expect(crawl(page, serve).items).toEqual([1, 2]);
  });

  test('counts items where pages are not counted, also as digits', () => {
    const serve = (input: Input) => ({
      answer: { items: pageOf(input), pagination: { per_page: '3', total_count: '7' } },
    });
    expect(crawl(page, serve)).toMatchObject({ items: all, inputs: { length: 3 } });
  });

  test('ends where the platform ignores the number, and adds each item once', () => {
    const serve = () => ({ answer: { items: [1, 2, 3], pagination: { page: 1, total_pages: 3 } } });
    expect(crawl(page, serve)).toMatchObject({ items: [1, 2, 3], inputs: { length: 3 } });
  });

  test('an empty list has one page', () => {
    const serve = () => ({ answer: { items: [], pagination: { page: 1, total_pages: 0, total_count: 0 } } });
    expect(crawl(page, serve).inputs).toHaveLength(1);
  });

  test('is turned by number where the counters are missing', () => {
    expect(crawl(page, (input) => ({ answer: { items: pageOf(input) } }))).toMatchObject({
      items: all,
      inputs: { length: 4 },
    });
  });
});

describe('range', () => {
  const page: Page = { style: 'range', items: '' };
  const cut = (input: Input) => {
    const skip = numberIn(input, 'skip', 0);
    return all.slice(skip, skip + numberIn(input, 'limit', 25));
  };

  test('ends where the header says, also at a full page', () => {
    const serve = (input: Input) => {
      const items = cut(input);
      const skip = numberIn(input, 'skip', 0);
      return { answer: items, range: `${skip}-${skip + items.length - 1}/7` };
    };
    expect(crawl(page, serve, { limit: 3 })).toEqual({
      items: all,
      inputs: [{ limit: 3 }, { limit: 3, skip: 3 }, { limit: 3, skip: 6 }],
    });
    expect(crawl(page, serve, { limit: 7 }).inputs).toHaveLength(1);
  });

  test('goes on over a short page where the header says that there is more', () => {
    const serve = (input: Input) =>
      input.skip === 1 ? { answer: [2], range: '1-1/2' } : { answer: [1], range: '0-0/2' };
    expect(crawl(page, serve).items).toEqual([1, 2]);
  });

  test.each(['*/0', '*/12'])('%s is the end', (range) => {
    expect(turnPage(listing(page), { skip: 50 }, [], range)).toEqual({ items: [], next: undefined });
  });

  test('goes on while the total is not known', () => {
    const serve = (input: Input) => {
      const items = cut(input);
      const skip = numberIn(input, 'skip', 0);
      return items.length > 0
        ? { answer: items, range: `${skip}-${skip + items.length - 1}/*` }
        : { answer: [], range: '*/0' };
    };
    expect(crawl(page, serve, { limit: 2 }).items).toEqual(all);
  });

  test('ends where the platform ignores `skip`, and adds each item once', () => {
    const serve = () => ({ answer: [1, 2], range: '0-1/9' });
    expect(crawl(page, serve)).toMatchObject({ items: [1, 2], inputs: { length: 2 } });
  });

  test('a header that does not move on is the end, also without memory', () => {
    expect(turnPage(listing(page), { skip: 2 }, [1, 2], '0-1/9').next).toBeUndefined();
  });

  test('a header that says nothing is there is the end, also with a full page', () => {
    const full = Array.from({ length: 25 }, (_, index) => index);
    expect(turnPage(listing(page), {}, full, '*/0').next).toBeUndefined();
  });

  describe.each([undefined, 'nonsense', '1-2', ''])('with the header %j', (range) => {
    const served = (answer: unknown): Served => (range === undefined ? { answer } : { answer, range });

    test('ends at a page shorter than `limit`', () => {
      expect(crawl(page, (input) => served(cut(input)), { limit: 3 })).toMatchObject({
        items: all,
        inputs: { length: 3 },
      });
      expect(crawl(page, (input) => served(cut(input))).inputs).toHaveLength(1);
    });

    test('ends at an empty page, and at the one before once more', () => {
      expect(crawl(page, (input) => served(cut(input)), { limit: 7 })).toMatchObject({
        items: all,
        inputs: { length: 2 },
      });
      expect(crawl(page, () => served([1, 2]), { limit: 2 })).toMatchObject({
        items: [1, 2],
        inputs: { length: 2 },
      });
    });
  });
});

test('whole has one page', () => {
  const page: Page = { style: 'whole', items: '_embedded.queries' };
  expect(crawl(page, () => ({ answer: { _embedded: { queries: all } } }))).toEqual({
    items: all,
    inputs: [{}],
  });
});

test('an operation without pages cannot be turned', () => {
  expect(() => turnPage(getBox, {}, {}, undefined)).toThrow(/boxes\.get is not a list/);
});
