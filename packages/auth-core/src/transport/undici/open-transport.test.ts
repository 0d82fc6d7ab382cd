import { Agent } from 'undici';
import { expect, it } from 'vitest';
import { engineFor } from '../../../test/engine.ts';
import { fetchTransport } from '../fetch/fetch-transport.ts';

it.each<[string, object]>([
  ['`dispatcher` must be one of undici', { dispatcher: 'http://proxy.test' }],
  ['`dispatcher` must be one of undici', { dispatcher: {} }],
  ['`transport` must be a transport', { transport: 'fetch' }],
  ['`transport` must be a transport', { transport: {} }],
  ['pass one of them', { transport: fetchTransport(), dispatcher: new Agent() }],
])('A client is refused with "%s"', (words, options) => {
  expect(() => engineFor(undefined, options)).toThrow(words);
});
