import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { headerPairs, isHeaderText } from './header-text.ts';

function refusal(headers: Record<string, string>): unknown {
  try {
    return headerPairs(headers);
  } catch (error) {
    return error;
  }
}

describe('headerPairs', () => {
  it('gives names in lower case and values in turns', () => {
    expect(headerPairs({ 'X-Trace': 'a', accept: 'text/csv' })).toEqual([
      'x-trace',
      'a',
      'accept',
      'text/csv',
    ]);
  });

  it.each([
    ['CR and LF in a value', { 'x-a': 'canary\r\nx-b: c' }],
    ['LF in a value', { 'x-a': 'canary\n' }],
    ['NUL in a value', { 'x-a': 'canary\u0000' }],
    ['what fits no byte in a value', { 'x-a': 'canary✓' }],
    ['a line break in a name', { 'x-canary\n': 'a' }],
    ['a space in a name', { 'x canary': 'a' }],
    ['an empty name', { '': 'canary' }],
    ['a colon in a name', { ':canary': 'a' }],
  ])('refuses %s without showing it', (_what, headers) => {
    const error = refusal({ ...headers });
    expect(InputError.isInstance(error)).toBe(true);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });

  it.each([
    'Authorization',
    'proxy-authorization',
    'Host',
    'content-length',
    'Content-Type',
    'transfer-encoding',
    'connection',
    'upgrade',
    'expect',
    'te',
    'trailer',
    'keep-alive',
  ])('leaves %s to the client', (name) => {
    expect(() => headerPairs({ [name]: 'canary' })).toThrow('is set by the client itself');
  });

  it('takes exactly the texts that a header can carry', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const carried = [...text].every((character) => {
          const code = character.codePointAt(0) ?? 0;
          return code === 9 || (code >= 0x20 && code <= 0x7e) || (code >= 0x80 && code <= 0xff);
        });
        return isHeaderText(text) === carried;
      }),
    );
  });
});

describe('headers as pairs', () => {
  it.each([
    ['a Headers', new Headers({ 'X-Trace': 'a' })],
    ['a Map', new Map([['X-Trace', 'a']])],
    ['a list', [['X-Trace', 'a'] as const]],
  ])('are taken from %s', (_what, headers) => {
    expect(headerPairs(headers)).toEqual(['x-trace', 'a']);
  });

  it.each([
    ['null', null],
    ['text', 'x-trace: a'],
    ['a list of texts', ['x-trace', 'a']],
    ['a pair of three', [['x-trace', 'a', 'b']]],
    ['a name that is none', [[1, 'a']]],
  ])('are not taken from %s', (_what, headers) => {
    // As plain JavaScript passes it.
    const check: (given: never) => unknown = headerPairs;
    expect(() => Reflect.apply(check, undefined, [headers])).toThrow(InputError);
  });

  it('are refused as those of an object are', () => {
    expect(() => headerPairs(new Headers({ authorization: 'a' }))).toThrow('set by the client itself');
    expect(() => headerPairs(new Map([['x-trace', 'a\nb']]))).toThrow('no header may have');
  });
});
