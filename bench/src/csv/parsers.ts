import { AnalyticsClient } from '@bimodal/analytics-client';
import { basic } from '@bimodal/auth-core';
import { parse } from 'csv-parse';
import papaparse from 'papaparse';
import { inferSchema, initParser, type Parser } from 'udsv';
import { request, type Dispatcher } from 'undici';

/** Reads a CSV over HTTP into an object of strings for each row, as they arrive. Gives how many there were. */
type ReadAll = (origin: string, data: string) => Promise<number>;

export const parserNames = ['bimodal', 'bimodal, row by row', 'udsv', 'papaparse', 'csv-parse'] as const;
export type ParserName = (typeof parserNames)[number];

/** Where the server of this bench has the query runs of a run. */
export function listPath(run: string): string {
  return `/api/acme/reports/flights/runs/${run}/query_runs`;
}

/** Where it has the result of a query run. */
export function resultPath(run: string, queryRun = 'only'): string {
  return `${listPath(run)}/${queryRun}/results/content.csv`;
}

export const parsers: Readonly<Record<ParserName, ReadAll>> = {
  async bimodal(origin, data) {
    const mode = client(origin);
    let rows = 0;
    for await (const batch of mode.results.rows({ report: 'flights', run: data }).batches()) {
      for (const row of batch) rows += use(row);
    }
    return rows;
  },

  async 'bimodal, row by row'(origin, data) {
    const mode = client(origin);
    let rows = 0;
    for await (const row of mode.results.rows({ report: 'flights', run: data })) rows += use(row);
    return rows;
  },

  async udsv(origin, data) {
    const body = await opened(origin, data);
    // Of the ways to text that are right where a chunk ends inside a character, the fastest.
    body.setEncoding('utf8');
    let parser: Parser | undefined;
    let rows = 0;
    for await (const text of body) {
      parser ??= initParser(inferSchema(text));
      parser.chunk(text, parser.stringObjs, (row: Record<string, string>) => {
        rows += use(row);
      });
    }
    parser?.end();
    return rows;
  },

  async papaparse(origin, data) {
    const body = await opened(origin, data);
    let rows = 0;
    await new Promise<void>((resolve, reject) => {
      papaparse.parse<object>(body, {
        header: true,
        skipEmptyLines: true,
        chunk: ({ data }) => {
          for (const row of data) rows += use(row);
        },
        complete: () => resolve(),
        error: reject,
      });
    });
    return rows;
  },

  async 'csv-parse'(origin, data) {
    const body = await opened(origin, data);
    let rows = 0;
    for await (const row of body.pipe(parse({ columns: true }))) rows += use(row);
    return rows;
  },
};

/** Asks for the query runs first, as bimodal does and everybody has to: their tokens are in the address of the result. */
async function opened(origin: string, data: string): Promise<Dispatcher.ResponseData['body']> {
  const list = await request(origin + listPath(data));
  const text = JSON.stringify(await list.body.json());
  const token = /"token":"(\w+)"/.exec(text)?.[1];
  return (await request(origin + resultPath(data, token))).body;
}

let kept: AnalyticsClient | undefined;

/** One for the whole process, as `request` of undici keeps its connections too. */
function client(origin: string): AnalyticsClient {
  const credential = basic({ token: 'test-token', secret: 'test-secret' });
  kept ??= new AnalyticsClient({ workspace: 'acme', credential, baseUrl: origin });
  return kept;
}

export function isParserName(name: string | undefined): name is ParserName {
  return parserNames.some((each) => each === name);
}

function use(row: object): number {
  return typeof row === 'object' ? 1 : 0;
}
