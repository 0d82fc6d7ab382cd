import { links, type Links } from './hal.ts';

/** `page` as a Rails server reads it: a whole number from 1, or else the first. */
export function pageOf(value: unknown): number {
  const page = Math.trunc(Number(value));
  return Number.isSafeInteger(page) && page >= 1 ? page : 1;
}

export interface Window {
  readonly limit: number;
  readonly offset: number;
}

/** Lists of reports and schedules: 30 rows, whatever `per_page` says; counters and links there are none. */
export function fixedWindow(page: unknown): Window {
  return { limit: 30, offset: (pageOf(page) - 1) * 30 };
}

export interface Counted extends Window {
  readonly page: number;
}

/** Lists with counters: more than 30 a page becomes 30 without a word. */
export function countedWindow(page: unknown, perPage: unknown, usual: number): Counted {
  const asked = Math.trunc(Number(perPage));
  const limit = asked >= 1 ? Math.min(asked, 30) : usual;
  return { page: pageOf(page), limit, offset: (pageOf(page) - 1) * limit };
}

/** The counters, and the links that must not be trusted: `next_page` is there even past the end. */
export function counters(
  self: string,
  { page, limit }: Counted,
  count: number,
  total: number,
): { pagination: Record<string, number>; links: Links } {
  const href = (to: number): string => `${self}?page=${to}&per_page=${limit}`;
  return {
    pagination: {
      page,
      per_page: limit,
      count,
      total_pages: Math.ceil(total / limit),
      total_count: total,
    },
    links: links({ next_page: href(page + 1), prev_page: page > 1 ? href(page - 1) : undefined }),
  };
}
