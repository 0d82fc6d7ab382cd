import { report as sent } from '../server/report.ts';

/** Numbers that are ids are strings by the time an answer is judged. */
const report = { ...sent, theme_id: String(sent.theme_id) };

export interface Case {
  readonly name: string;
  readonly operation: string;
  readonly value: unknown;
  readonly isRight: boolean;
}

const wrongReport = { ...report, view_count: 'six' };

/** A page as lists have it: each item its own objects, as JSON.parse makes them. */
function page(...last: readonly object[]): unknown {
  const reports = [...Array.from({ length: 30 - last.length }, () => report), ...last];
  return JSON.parse(JSON.stringify({ _embedded: { reports }, pagination: { page: 1, total_pages: 2 } }));
}

const one = 'reports.get';
const list = 'reports.listInCollection';

export const cases: readonly Case[] = [
  { name: 'report, right', operation: one, value: JSON.parse(JSON.stringify(report)), isRight: true },
  { name: 'report, wrong', operation: one, value: JSON.parse(JSON.stringify(wrongReport)), isRight: false },
  { name: 'page of 30, right', operation: list, value: page(), isRight: true },
  { name: 'page of 30, wrong', operation: list, value: page(wrongReport), isRight: false },
];
