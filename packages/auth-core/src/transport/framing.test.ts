import { describe, expect, it } from 'vitest';
import { isFramed } from './framing.ts';

describe('isFramed', () => {
  it.each([
    [{ 'content-length': '0' }, true],
    [{ 'transfer-encoding': 'chunked' }, true],
    [{ 'transfer-encoding': 'gzip, Chunked' }, true],
    [{ 'transfer-encoding': ['gzip', 'chunked'] }, true],
    [{ 'transfer-encoding': 'identity' }, false],
    [{ 'transfer-encoding': 'chunked, gzip' }, false],
    [{}, false],
  ])('of %j is %s', (headers, framed) => {
    expect(isFramed(headers)).toBe(framed);
  });
});
