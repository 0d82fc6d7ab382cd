import { describe, expect, it } from 'vitest';
import { createContract } from './create-contract.ts';
import { improvise } from './improvise.ts';
import { polluted } from './testing/pollute.ts';

const contract = createContract([]);

function pathOf(path: string, input: Record<string, unknown> = {}): string | undefined {
  const made = improvise({ method: 'GET', path, input });
  if ('issues' in made) return undefined;
  return contract.encode(made.operation, input, { workspace: 'acme' }).request?.path;
}

describe('improvise', () => {
  it('fills the template, then the query', () => {
    expect(pathOf('/api/{workspace}/reports/{report}/pins', { report: 'a/b', page: 2 })).toBe(
      '/api/acme/reports/a%2Fb/pins?page=2',
    );
  });

  it('writes arrays of the query joined by commas, or their name once for each item', () => {
    const input = { 'state[]': ['failed', 'a,b', ''], page: 2 };
    const pathBy = (repeats: boolean, given: Record<string, unknown>): string | undefined => {
      const made = improvise({ method: 'GET', path: '/a', input: given, repeats });
      return 'operation' in made ? contract.encode(made.operation, given, {}).request?.path : undefined;
    };
    expect(pathBy(true, input)).toBe('/a?state%5B%5D=failed&state%5B%5D=a%2Cb&state%5B%5D=&page=2');
    expect(pathBy(false, { state: ['failed', 'cancelled'] })).toBe('/a?state=failed,cancelled');
  });

  it.each([
    'https://elsewhere.test/',
    '//elsewhere.test',
    'api',
    '/a?b=1',
    '/a#b',
    '/a/../b',
    '/a/%2E%2e/b',
    '/a\\b',
    '/a b',
    '',
  ])('refuses %j as a path', (path) => {
    expect(pathOf(path)).toBeUndefined();
  });

  it('sends the rest as a body where the method has one', () => {
    const input = { report: 'abc', name: 'New' };
    const made = improvise({ method: 'PATCH', path: '/reports/{report}', input });
    const request = 'operation' in made ? contract.encode(made.operation, input, {}).request : undefined;
    expect(request).toMatchObject({ method: 'PATCH', path: '/reports/abc', body: '{"name":"New"}' });
  });

  it('refuses a method that no platform has', () => {
    expect(improvise({ method: 'TRACE', path: '/', input: {} })).toMatchObject({
      issues: [{ path: 'method' }],
    });
  });

  it('reads nothing that only a prototype says', () => {
    const request = { method: 'POST', path: '/a', input: {} };
    const made = polluted(Object.prototype, { idempotent: true }, () => improvise(request));
    expect('operation' in made && made.operation.idempotent).toBe(false);
  });
});
