import { z } from 'zod';
import { count } from './fields.ts';

/** The counters decide where a list ends: its `next_page` link is there even past the end. */
export const Pagination = z
  .object({
    page: count.describe('This page, counted from 1.'),
    per_page: count.describe('Items per page that the server chose, at most 30 on most lists.'),
    count: count.nullish().describe('Items on this page.'),
    total_pages: count,
    total_count: count.nullish().describe('Items of the whole list.'),
  })
  .meta({ id: 'Pagination', description: 'Where a page stands in its list.' });
