import { describe, expect, it } from 'vitest';
import { isFramed } from './framing.ts';

const http1 = { rawHeaders: [] };

describe('isFramed', () => {
  it.each([
    [{ 'content-length': '0' }, true],
    [{ 'transfer-encoding': 'chunked' }, true],
    [{ 'transfer-encoding': 'gzip, Chunked' }, true],
    [{ 'transfer-encoding': ['gzip', 'chunked'] }, true],
    [{ 'transfer-encoding': 'identity' }, false],
    [{ 'transfer-encoding': 'chunked, gzip' }, false],
    [{}, false],
  ])('of %j over HTTP/1 is %s', (headers, framed) => {
    expect(isFramed(headers, http1)).toBe(framed);
  });

  it('of anything over HTTP/2 is true: its frames end each body', () => {
    expect(isFramed({}, { rawHeaders: { ':status': '200' } })).toBe(true);
  });
});
