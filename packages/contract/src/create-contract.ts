import { judge } from './answers/judge.ts';
import { normalise } from './answers/normalise.ts';
import { answersNothing, isSensitive } from './answers/traits.ts';
import type { Contract } from './contract.ts';
import { encode } from './encode/encode.ts';
import { improvise } from './improvise.ts';
import type { Operation } from './operation.ts';
import { turnPage } from './pages/turn-page.ts';

export interface ContractOptions {
  /** The `Accept` header of operations that name none (default `application/json`). */
  readonly accept?: string;
}

/** A platform's operations with everything the engine asks of them. Nothing is worked out before it is asked for. */
export function createContract(operations: readonly Operation[], options: ContractOptions = {}): Contract {
  const accept = Object.hasOwn(options, 'accept') ? options.accept : undefined;
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return Object.freeze({
    operations,
    find: (id: string) => byId.get(id),
    encode: (operation: Operation, input: unknown, defaults: Readonly<Record<string, string>>) =>
      encode(operation, input, defaults, accept ?? 'application/json'),
    improvise,
    answersNothing,
    isSensitive,
    normalise,
    judge,
    turnPage,
  });
}
