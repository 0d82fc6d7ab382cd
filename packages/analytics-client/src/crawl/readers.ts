import { InputError } from '@bimodal/auth-core';
import { discoveryReaders } from './discovery-readers.ts';
import { restReaders } from './rest-readers.ts';
import type { StepReader } from './step-reader.ts';

const readers = new Map(Object.entries({ ...restReaders, ...discoveryReaders }));

/** @throws InputError for an operation that no crawl reads. */
export function readerOf(operation: string): StepReader {
  const reader = readers.get(operation);
  if (reader === undefined) throw new InputError(`A crawl has no step "${operation}".`);
  return reader;
}
