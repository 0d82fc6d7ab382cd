import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { secondCopy } from '../../test/second-copy.ts';
import * as ours from '../index.ts';

describe('isInstance', () => {
  it('agrees between two copies of the package, class by class', async () => {
    const theirs = await secondCopy();
    const error = new theirs.RateLimitError('Too many.', { status: 429, retryAfter: 1000 });
    expect(error instanceof ours.BimodalError).toBe(false);
    expect(ours.BimodalError.isInstance(error)).toBe(true);
    expect(ours.StatusError.isInstance(error)).toBe(true);
    expect(ours.RateLimitError.isInstance(error)).toBe(true);
    expect(ours.NotFoundError.isInstance(error)).toBe(false);
    expect(ours.TimeoutError.isInstance(error)).toBe(false);
  });

  it.each([null, undefined, 'text', 1, {}, new Error('other')])('says no to %s', (value) => {
    expect(ours.BimodalError.isInstance(value)).toBe(false);
  });

  it('knows each class, and that it is a BimodalError', () => {
    const facts = { status: 500, timeout: 1, sent: true, fault: 'stalled' as const, kind: 'user', takes: [] };
    const classes = [
      ours.InputError,
      ours.CredentialError,
      ours.OriginError,
      ours.CallerError,
      ours.ConnectionError,
      ours.TimeoutError,
      ours.BodyError,
      ours.ResponseError,
      ours.PaginationError,
      ours.StatusError,
      ours.AuthenticationError,
      ours.PermissionError,
      ours.NotFoundError,
      ours.ConflictError,
      ours.RateLimitError,
      ours.ServerError,
    ];
    for (const each of classes) {
      const error = new each('It failed.', facts);
      expect(each.isInstance(error)).toBe(true);
      expect(ours.BimodalError.isInstance(error)).toBe(true);
      expect(error.name).toBe(each.name);
      const others = classes.filter((other) => other.isInstance(error));
      expect(others).toEqual(others.filter((other) => error instanceof other));
    }
  });
});

describe('BimodalError', () => {
  it('keeps the facts that it is told and nothing else', () => {
    const facts = {
      operation: 'things.get',
      method: 'GET',
      path: '/things/{thing}',
      requestId: 'r-1',
      attempts: 2,
      retryable: true,
      excerpt: '{}',
      headers: { authorization: 'test-secret' },
      options: { secret: 'test-secret' },
    };
    const error = new ours.BimodalError('It failed.', facts);
    expect(Object.keys(error).toSorted()).toEqual(
      ['attempts', 'excerpt', 'method', 'name', 'operation', 'path', 'requestId', 'retryable'].toSorted(),
    );
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('test-secret');
  });
});
