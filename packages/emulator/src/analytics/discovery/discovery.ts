import type { Row } from '../../state/database.ts';
import { charts, members, queries, reports, reportStats, spaces } from './discovery-sql.ts';
import { pageOf } from '../kernel/paging.ts';
import type { Handle, World } from '../kernel/world.ts';

/** Rows of a page, unless asked for fewer. */
const most = 1000;

interface Input {
  page?: unknown;
  per_page?: unknown;
  include_spaces?: unknown;
}

/** The Discovery API: plain JSON, a thousand rows a page, without what is in personal collections unless asked for. */
export function discoveryHandlers(world: World): Record<string, Handle<never>> {
  const listing = (path: string, key: string, sql: string): Handle<Input> => {
    return (input) => {
      const asked = Math.trunc(Number(input.per_page));
      const [page, limit] = [pageOf(input.page), asked >= 1 ? Math.min(asked, most) : most];
      const values = {
        personal: input.include_spaces === 'all' ? 1 : 0,
        workspace: world.workspace.username,
      };
      // The statement names every value that SQLite is given.
      const whole = `SELECT * FROM (${sql}) WHERE :personal = :personal AND :workspace = :workspace`;
      const rows = world.db.all(`${whole} LIMIT :limit OFFSET :offset`, {
        ...values,
        limit,
        offset: (page - 1) * limit,
      });
      const total = world.db.get<{ n: number }>(`SELECT count(*) AS n FROM (${whole})`, values)?.n ?? 0;
      const href = (to: number) => ({
        href: `/batch/${world.workspace.username}/${path}?page=${to}&per_page=${limit}`,
      });
      return {
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: {
          pagination: {
            page,
            per_page: limit,
            count: rows.length,
            total_pages: Math.ceil(total / limit),
            total_count: total,
          },
          [key]: rows.map(withLists),
          _links: {
            ...(page * limit < total ? { next_page: href(page + 1) } : {}),
            // The first page is its own predecessor.
            prev_page: href(Math.max(1, page - 1)),
          },
        },
      };
    };
  };
  return {
    'discovery.listReports': listing('reports', 'reports', reports),
    'discovery.listReportStats': listing('report_stats', 'report_stats', reportStats),
    'discovery.listQueries': listing('queries', 'queries', queries),
    'discovery.listCharts': listing('charts', 'charts', charts),
    'discovery.listCollections': listing('spaces', 'spaces', spaces),
    'discovery.listMembers': listing('members', 'memberships', members),
  };
}

/** Lists of mail addresses are JSON in SQLite. */
function withLists(row: Row): Record<string, unknown> {
  const fields = Object.entries(row).map(([key, value]) => [
    key,
    key.endsWith('_emails') ? (JSON.parse(String(value)) as unknown) : value,
  ]);
  return Object.fromEntries(fields) as Record<string, unknown>;
}
