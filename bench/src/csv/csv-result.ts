import { readFileSync } from 'node:fs';
import type { Progress, Result } from '../bench-result.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { median } from '../report/median.ts';
import { writeData } from './data.ts';
import { parserNames } from './parsers.ts';
import { serve } from './serve.ts';
import { startWorker, type CsvCost, type CsvWorker } from './start-worker.ts';

const rounds = 7;
/** Rounds before they count: the first are compiled as they run. */
const warmUps = 2;

/** `pnpm bench csv`: rows of a result read as they arrive, beside other parsers of CSV. */
export async function csvResult(progress: Progress): Promise<Result> {
  using folder = await writeData();
  const files = new Map(folder.data.map(({ name, path }) => [name, readFileSync(path)]));
  using server = await serve(files);
  const costs = new Map<string, CsvCost[]>();
  for (const data of files.keys()) {
    using stack = new DisposableStack();
    const workers: CsvWorker[] = [];
    for (const name of parserNames) workers.push(stack.use(await startWorker(name, server.origin)));
    for (let round = -warmUps; round < rounds; round += 1) {
      progress(`${data}, ${round < 0 ? `warming up (${-round} left)` : `round ${round + 1} of ${rounds}`}`);
      for (const worker of inTurns(workers, round + warmUps)) {
        const cost = await worker.run(data);
        const key = `${data} ${worker.parser}`;
        if (round >= 0) costs.set(key, [...(costs.get(key) ?? []), cost]);
      }
    }
  }
  const rows = [...files].flatMap(([data, { length }]) =>
    parserNames.map((parser) => rowOf(data, parser, length / 2 ** 20, costs.get(`${data} ${parser}`) ?? [])),
  );
  const columns = [
    'data',
    'parser',
    'rows/s',
    'MiB/s',
    'CPU ms/MiB',
    'MiB/s ÷ fastest other',
    'least CPU of others ÷ CPU',
  ];
  const cells = rows.map((row) => [
    row.data,
    row.parser,
    row.rowsPerSecond,
    row.mebibytesPerSecond,
    row.cpuMillisecondsPerMebibyte,
    (row.mebibytesPerSecond / fastestOther(rows, row.data)).toFixed(2),
    (leastOther(rows, row.data) / row.cpuMillisecondsPerMebibyte).toFixed(2),
  ]);
  const text = `${whatIsCompared}\n\n${markdownTable(columns, cells)}`;
  return { rows, text };
}

const whatIsCompared = `Reading a result over HTTP as it arrives into one object of strings for each row, every row looked at once and let go. All ask for the query runs first, whose tokens are in the address of the result, and read the same bytes from one server in another process, unpacked; one process for each parser and file; medians of ${rounds} alternated readings.

- bimodal: \`results.rows(…).batches()\`; row by row: \`for await (const row of results.rows(…))\`, where each row costs a promise. Both check that the bytes are UTF-8 and that each row has as many fields as the header.
- udsv: \`parser.chunk(text, parser.stringObjs, handler)\` with the body decoded by \`setEncoding('utf8')\`, its fastest way to objects; it compiles code for them at run time.
- papaparse: a stream with \`header\` and \`chunk\`. csv-parse: a stream with \`columns\`, iterated.

\`flights\` is 500,000 real flights without a quote; \`quotes\` is real films, every value in quotes, with commas, doubled quotes and letters that are not ASCII.`;

function others(rows: readonly CsvRow[], data: string): CsvRow[] {
  return rows.filter((row) => row.data === data && !row.parser.startsWith('bimodal'));
}

function fastestOther(rows: readonly CsvRow[], data: string): number {
  return Math.max(...others(rows, data).map((row) => row.mebibytesPerSecond));
}

function leastOther(rows: readonly CsvRow[], data: string): number {
  return Math.min(...others(rows, data).map((row) => row.cpuMillisecondsPerMebibyte));
}

interface CsvRow {
  readonly data: string;
  readonly parser: string;
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly mebibytesPerSecond: number;
  readonly cpuMillisecondsPerMebibyte: number;
}

function rowOf(data: string, parser: string, size: number, costs: readonly CsvCost[]): CsvRow {
  const rows = costs[0]?.rows ?? 0;
  const seconds = median(costs.map((cost) => cost.seconds));
  const cpuSeconds = median(costs.map((cost) => cost.cpuSeconds));
  return {
    data,
    parser,
    rows,
    rowsPerSecond: Math.round(rows / seconds),
    mebibytesPerSecond: Math.round((size / seconds) * 10) / 10,
    cpuMillisecondsPerMebibyte: Math.round((cpuSeconds / size) * 10_000) / 10,
  };
}

/** Another parser begins each round, so that none always runs behind the same one. */
function inTurns<T>(all: readonly T[], round: number): readonly T[] {
  const start = round % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}
