import type { PrintedContract } from '../../printed.ts';
import { generated } from '../generated.ts';

/** The file of a client's operations as data: a line for each, as far as it fits. */
export function contractFile({ shapes, operations }: PrintedContract): string {
  const named = Object.entries(shapes).map(
    ([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`,
  );
  const listed = operations.map((operation) => JSON.stringify(operation));
  return `${generated}import type { PrintedContract } from '@bimodal/contract/runtime';

export const printed: PrintedContract = {
shapes: {
${named.join(',\n')}
},
operations: [
${listed.join(',\n')}
],
};
`;
}
