import { agreeing, type Judged } from '@bimodal/contract/testing';
import { operations as analytics } from '../../../packages/analytics-client/test/written-operations.ts';
import { operations as cloud } from '../../../packages/iot-client/test/written-operations.ts';

/** What came of it. It ends at the first difference. */
export interface Outcome extends Judged {
  readonly failure: string | undefined;
}

/** Holds the judge of the printed contract against zod, so many times at least, over all operations alike. */
export function checkJudge(judgements: number, seed: number): Outcome {
  const operations = [...analytics, ...cloud];
  // Of each, the input and the answer, strictly and leniently read.
  const each = Math.ceil(judgements / (operations.length * 4));
  try {
    return { ...agreeing(operations, each, seed), failure: undefined };
  } catch (error) {
    return { cases: 0, wrong: 0, failure: error instanceof Error ? error.message : String(error) };
  }
}
