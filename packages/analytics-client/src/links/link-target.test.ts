import { InputError, OriginError } from '@bimodal/auth-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linkTarget } from './link-target.ts';

const origin = 'https://app.mode.com';

it('leads to a path of the client’s origin, or is a typed error, whatever the server wrote', () => {
  const href = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.webPath().map((path) => `${origin}${path}`),
    fc.string().map((text) => `/api/{id}${text}{?q}`),
    fc.string().map((text) => `//${text}`),
  );
  fc.assert(
    fc.property(href, fc.string({ unit: 'binary' }), (text, id) => {
      const values: Record<string, string> = text.includes('{id}') ? { id, q: id } : {};
      try {
        const { path } = linkTarget({ _links: { rel: { href: text } } }, 'rel', values, origin);
        expect(path).toMatch(/^\/(?!\/)/);
      } catch (error) {
        expect(InputError.isInstance(error) || OriginError.isInstance(error)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

it('keeps a question mark in a query', () => {
  const resource = { _links: { rel: { href: '/api/acme?filter=a?b&page=2' } } };
  expect(linkTarget(resource, 'rel', {}, origin)).toEqual({
    path: '/api/acme',
    input: { filter: 'a?b', page: '2' },
  });
});
