import { JsonSplitter, notRows } from './json-splitter.ts';

/** One row of a result in JSON, by column name: numbers, texts, booleans and null as the warehouse gave them. */
export type JsonRow = Record<string, unknown>;

/**
 * The rows of a JSON result as its bytes arrive, those of a chunk together, with or without a byte order mark.
 *
 * @throws BodyError if it is not UTF-8, not a JSON array of objects, has a row of more than 32 MiB, or ends early.
 */
export async function* readJsonRows(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly JsonRow[], void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const splitter = new JsonSplitter();
  for await (const chunk of bytes) yield splitter.push(decoded(decoder, chunk)).map(parsed);
  yield splitter.push(decoded(decoder)).map(parsed);
  splitter.end();
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw notRows('is not UTF-8 text', 'not JSON');
  }
}

function parsed(text: string): JsonRow {
  try {
    // It begins with a brace: JSON.parse gives an object, or throws.
    return JSON.parse(text) as JsonRow;
  } catch {
    throw notRows('has a row that is not JSON', 'not JSON');
  }
}
