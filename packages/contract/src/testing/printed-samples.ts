import { dataOf } from '../print/data/data-of.ts';
import { operation, type Operation, type WrittenOperation } from '../operation.ts';
import * as written from './sample-operations.ts';

export const getBox = dataOf(written.getBox);
export const listBoxesInRoom = dataOf(written.listBoxesInRoom);
export const listBoxes = dataOf(written.listBoxes);
export const createBox = dataOf(written.createBox);
export const moveBox = dataOf(written.moveBox);
export const deleteBox = dataOf(written.deleteBox);
export const dustBox = dataOf(written.dustBox);
export const openSession = dataOf(written.openSession);
export const downloadSheet = dataOf(written.downloadSheet);
export const streamEvents = dataOf(written.streamEvents);
export const lendBox = dataOf(written.lendBox);

export const samples: Readonly<Record<string, Operation>> = Object.fromEntries(
  Object.entries(written.samples).map(([name, sample]) => [name, dataOf(sample)]),
);

/** Another one, as if it had been printed. */
export function printed<I, O>(declared: WrittenOperation<I, O>): Operation {
  return dataOf(operation(declared));
}
