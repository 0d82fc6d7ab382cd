import { operations as printedAnalytics } from '@bimodal/analytics-client/contract';
import { operations as printedCloud } from '@bimodal/iot-client/contract';
import { gzipSync } from 'node:zlib';
import type { Operation } from '@bimodal/contract';
import { operations as written } from '../../../packages/analytics-client/test/written-operations.ts';
import type { Progress, Result } from '../bench-result.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { median } from '../report/median.ts';
import { cases, type Case } from './cases.ts';
import { contenders, standalone, type Contender, type Judging } from './contenders.ts';

const rounds = 21;
/** How long one contender judges one value in a round. */
const slice = 20;

interface ContractRow {
  readonly judge: string;
  readonly case: string;
  readonly microseconds: number;
  readonly needsEval: boolean;
}

interface Lane {
  readonly contender: Contender;
  readonly case: Case;
  readonly judge: Judging;
  readonly times: number[];
}

/** `pnpm bench contract`: microseconds to judge an answer, and the bytes of the printed operations. */
export async function contractResult(progress: Progress): Promise<Result> {
  const lanes = contenders.flatMap((contender) => cases.map((each) => lane(contender, each)));
  for (let round = 0; round < rounds; round += 1) {
    for (const each of lanes) each.times.push(microseconds(each));
    progress(`round ${round + 1} of ${rounds}`);
  }
  const rows: ContractRow[] = lanes.map((each) => ({
    judge: each.contender.name,
    case: each.case.name,
    microseconds: Math.round(median(each.times) * 100) / 100,
    needsEval: each.contender.needsEval,
  }));
  const sizes = [size('analytics-client', printedAnalytics), size('iot-client', printedCloud)];
  const table = markdownTable(
    ['judge', 'needs eval', ...cases.map(({ name }) => `${name}, µs`)],
    contenders.map(({ name, needsEval }) => [
      name,
      needsEval ? 'yes' : 'no',
      ...rows.filter(({ judge }) => judge === name).map((row) => row.microseconds),
    ]),
  );
  const bytes = markdownTable(
    ['printed contract', 'operations', 'bytes', 'gzipped'],
    sizes.map((each) => [each.client, each.operations, each.bytes, each.gzipped]),
  );
  const generated = written
    .filter(({ stream }) => stream === undefined)
    .map(standalone)
    .join('');
  const text = `Medians of ${rounds} rounds in turns. Each lists all that is wrong, not only that something is. A wrong report has one field of the wrong type; of a page, the last report has. What ajv prints beforehand for the answers of analytics-client alone comes to ${generated.length} bytes, ${gzipSync(generated).length} gzipped; it reads inherited keys.\n\n${table}\n\n${bytes}`;
  return { rows: [...rows, ...sizes], text };
}

function lane(contender: Contender, each: Case): Lane {
  const declared = written.find(({ id }) => id === each.operation);
  const printed = printedAnalytics.find(({ id }) => id === each.operation);
  if (!declared || !printed) throw new Error(`There is no ${each.operation}.`);
  return { contender, case: each, judge: contender.make(declared, printed), times: [] };
}

/** Of one judgement, over as many as fit in a slice. */
function microseconds({ judge, case: { value, isRight, name }, contender }: Lane): number {
  if ((judge(value) === 0) !== isRight) throw new Error(`${contender.name} is mistaken about ${name}.`);
  const started = performance.now();
  let count = 0;
  let took = 0;
  while (took < slice) {
    for (let again = 0; again < 50; again += 1) judge(value);
    count += 50;
    took = performance.now() - started;
  }
  return (took * 1000) / count;
}

function size(client: string, operations: readonly Operation[]) {
  const shapes = operations[0]?.shapes;
  const text = JSON.stringify({ shapes, operations: operations.map(({ shapes: _, ...each }) => each) });
  return { client, operations: operations.length, bytes: text.length, gzipped: gzipSync(text).length };
}
