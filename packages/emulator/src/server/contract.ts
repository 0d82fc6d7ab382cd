import {
  decode,
  judgeStrictly,
  type Decoded,
  type Issue,
  type Operation,
  type Received,
} from '@bimodal/contract/runtime';

/** What the kernel asks of a platform's operations. */
export interface ServedContract {
  readonly operations: readonly Operation[];
  /** Reads a request as the platform does. Its path is in the operation's own spelling. */
  read(operation: Operation, received: Received): Decoded;
  /** Judges the emulator's own JSON answer, strictly. */
  judge(operation: Operation, answer: unknown): readonly Issue[];
  /** Turns ids that may be numbers into strings, in place, before they are judged. */
  normalise(operation: Operation, answer: unknown): void;
}

/**
 * A client's operations as the kernel serves them. `unjudged` are routes of the platform that no client speaks yet: they
 * are found and guarded like the others, take path parameters only, and their answers are not judged.
 */
export function servedContract(
  contract: {
    readonly operations: readonly Operation[];
    normalise(operation: Operation, answer: unknown): void;
  },
  unjudged: readonly Operation[] = [],
): ServedContract {
  const ids = new Set(contract.operations.map(({ id }) => id));
  const others = unjudged.filter(({ id }) => !ids.has(id));
  const isUnjudged = (operation: Operation): boolean => !ids.has(operation.id);
  return {
    operations: [...contract.operations, ...others],
    read: (operation, received) =>
      isUnjudged(operation)
        ? { input: parametersOf(operation.path, received.path), departures: [], faults: [] }
        : decode(operation, received),
    judge: (operation, answer) => (isUnjudged(operation) ? [] : judgeStrictly(operation, answer)),
    normalise: (operation, answer) => {
      if (!isUnjudged(operation)) contract.normalise(operation, answer);
    },
  };
}

function parametersOf(template: string, path: string): Record<string, unknown> {
  const sent = (path.split('?', 1)[0] ?? '').split('/');
  const found = template.split('/').flatMap((segment, at) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    return name === undefined ? [] : [[name, decoded(sent[at] ?? '')] as const];
  });
  return Object.fromEntries(found);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
