import type { PageMemory } from '@bimodal/contract/runtime';
import type { Engine } from '../engine/engine.ts';
import { orTooDeep } from '../answer/too-deep.ts';
import type { CallFacts } from '../errors/bimodal-error.ts';
import { InputError } from '../errors/input-error.ts';
import { PaginationError } from '../errors/pagination-error.ts';
import type { ListPage } from './list.ts';
import type { CallOptions } from '../options/call-options.ts';

/** Fetches the pages of one iteration, one after the other, remembering what their style needs to know of the last. */
export function turnPages<T, I>(
  engine: Engine,
  operationId: string,
  options: CallOptions | undefined,
): (input: I) => Promise<ListPage<T, I>> {
  const memory: PageMemory = { cursors: new Set(), previous: undefined };
  return async (input) => {
    const contract = await engine.contract();
    const operation = contract.find(operationId);
    if (operation === undefined) throw new InputError(`There is no operation "${operationId}".`);
    const answer = await engine.call(operationId, input, options);
    const range = engine.rangeOf(answer);
    const asked: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(input ?? {}));
    const facts = { operation: operationId, method: operation.method, path: operation.path };
    const page = turned(facts, () => contract.turnPage(operation, asked, answer.data, range, memory));
    if (page.repeatedCursor !== undefined) {
      throw new PaginationError(
        `${operationId}: the server gave a cursor that it had given before; going on would never end. Items before it were returned.`,
        facts,
      );
    }
    // As in EngineCaller.call: the printed method states the type that the contract declares.
    return { items: page.items as readonly T[], next: page.next as I | undefined, data: answer.data };
  };
}

function turned<T>(facts: CallFacts, turn: () => T): T {
  try {
    return turn();
  } catch (error) {
    throw orTooDeep(facts, error);
  }
}
