import { json, PlatformServer, type Handler } from './platform-server.ts';

interface MadeReport {
  readonly token: string;
  readonly type?: string;
  /** Tokens of charts, by query. */
  readonly queries: Readonly<Record<string, readonly string[]>>;
  /** Whether its counts are sent. */
  readonly counts?: boolean;
}

/** What a workspace holds: reports by collection, datasets by collection. */
export interface MadeWorkspace {
  readonly reports?: Readonly<Record<string, readonly MadeReport[]>>;
  readonly datasets?: Readonly<Record<string, readonly MadeReport[]>>;
  /** Rows on a page of reports or datasets (30). */
  readonly pageSize?: number;
  /** Rows on a page of datasets (as of reports). */
  readonly datasetPageSize?: number;
  /** Whether a page past the end is the last one again. */
  readonly repeatsLast?: boolean;
}

/** A report with so many queries, and so many charts on each. */
export function report(token: string, queries = 0, charts = 0): MadeReport {
  const chartsOf = (query: number): string[] =>
    Array.from({ length: charts }, (_, at) => `${token}-q${query}-c${at}`);
  const entries = Array.from({ length: queries }, (_, at) => [`${token}-q${at}`, chartsOf(at)] as const);
  return { token, queries: Object.fromEntries(entries), counts: true };
}

/** So many reports, named alike. */
export function reports(name: string, count: number, queries = 0, charts = 0): MadeReport[] {
  return Array.from({ length: count }, (_, at) => report(`${name}${at}`, queries, charts));
}

/** A server of a workspace, with the habits of the platform's lists. */
export async function crawlServer(made: MadeWorkspace): Promise<PlatformServer> {
  const server = new PlatformServer();
  const collections = [...new Set([...Object.keys(made.reports ?? {}), ...Object.keys(made.datasets ?? {})])];
  server
    .on('GET /api/acme/spaces', counted(collections.map((token) => ({ token }))))
    .on('GET /api/acme/data_sources', json(200, { _embedded: { data_sources: [{ token: 'd1' }] } }))
    .on('GET /api/acme/definitions', json(200, { _embedded: { definitions: [{ token: 'f1' }] } }))
    .on(
      'GET /api/acme/memberships/lite',
      json(200, { _embedded: { memberships: [{ member_token: 'm1' }] } }),
    );
  for (const token of collections) {
    const place = `GET /api/acme/spaces/${token}`;
    server
      .on(place, json(200, { token }))
      .on(`${place}/reports`, numbered(made, made.reports?.[token] ?? []))
      .on(
        `${place}/datasets`,
        numbered(
          { ...made, pageSize: made.datasetPageSize ?? made.pageSize ?? 30 },
          made.datasets?.[token] ?? [],
        ),
      );
  }
  for (const one of [...Object.values(made.reports ?? {}), ...Object.values(made.datasets ?? {})].flat())
    serveReport(server, one);
  return server.start();
}

function serveReport(server: PlatformServer, { token, queries }: MadeReport): void {
  const place = `GET /api/acme/reports/${token}/queries`;
  const rows = Object.keys(queries).map((query) => ({ token: query }));
  server.on(place, json(200, { _embedded: { queries: rows } }));
  for (const [query, charts] of Object.entries(queries)) {
    const rows = charts.map((chart) => ({ token: chart }));
    server.on(`${place}/${query}/charts`, json(200, { _embedded: { charts: rows } }));
  }
}

function pageOf(url: string): number {
  return Number(new URL(url, 'http://x.test').searchParams.get('page') ?? 1);
}

function counted(all: readonly object[]): Handler {
  return (seen, response) => {
    const page = pageOf(seen.url);
    const pagination = { page, per_page: 30, total_pages: Math.ceil(all.length / 30) };
    json(200, { pagination, _embedded: { spaces: all.slice(30 * (page - 1), 30 * page) } })(seen, response);
  };
}

function numbered(
  { pageSize = 30, repeatsLast = false }: MadeWorkspace,
  all: readonly MadeReport[],
): Handler {
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  return (seen, response) => {
    const page = repeatsLast ? Math.min(pageOf(seen.url), last) : pageOf(seen.url);
    const rows = all.slice(pageSize * (page - 1), pageSize * page).map(row);
    json(200, { _embedded: { reports: rows } })(seen, response);
  };
}

function row({ token, type = 'Report', queries, counts }: MadeReport): object {
  const charts = Object.values(queries).flat().length;
  return { token, type, ...(counts && { query_count: Object.keys(queries).length, chart_count: charts }) };
}
