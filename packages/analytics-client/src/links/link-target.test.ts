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

it.each([
  'https://app.mode.com:8443/api/acme',
  'http://app.mode.com/api/acme',
  'https://app.mode.com.example.com/api/acme',
  'https://www.app.mode.com/api/acme',
  'https://app.mode.com@example.com/api/acme',
  'https://app.mode.com//example.com/api/acme',
  '//example.com/api/acme',
  '/\\example.com/api/acme',
  'javascript:/api/acme',
])('does not take %j for a path', (href) => {
  let path: string | undefined;
  try {
    ({ path } = linkTarget({ _links: { rel: { href } } }, 'rel', {}, origin));
  } catch (error) {
    expect(OriginError.isInstance(error)).toBe(true);
  }
  // A backslash is left for what judges paths: it refuses one.
  expect(path === undefined || path.includes('\\')).toBe(true);
});

it('leads nowhere by an absolute link as long as the origin is not known', () => {
  const resource = { _links: { rel: { href: `${origin}/api/acme` } } };
  expect(() => linkTarget(resource, 'rel', {}, undefined)).toThrow(OriginError);
});

it('keeps every value of a parameter that comes several times', () => {
  const resource = {
    _links: { runs: { href: '/api/acme/runs?state[]=failed&page=2&state[]=cancelled&state[]=failed' } },
  };
  expect(linkTarget(resource, 'runs', {}, undefined)).toEqual({
    path: '/api/acme/runs',
    input: { 'state[]': ['failed', 'cancelled', 'failed'], page: '2' },
  });
});

it('keeps a question mark in a query', () => {
  const resource = { _links: { rel: { href: '/api/acme?filter=a?b&page=2' } } };
  expect(linkTarget(resource, 'rel', {}, origin)).toEqual({
    path: '/api/acme',
    input: { filter: 'a?b', page: '2' },
  });
});
