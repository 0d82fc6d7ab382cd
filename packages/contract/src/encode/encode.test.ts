import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Encoded } from '../contract.ts';
import type { Operation } from '../operation.ts';
import {
  createBox,
  deleteBox,
  downloadSheet,
  dustBox,
  getBox,
  listBoxesInRoom,
  moveBox,
  openSession,
  printed,
} from '../testing/printed-samples.ts';
import * as written from '../testing/sample-operations.ts';
import { encode } from './encode.ts';

const put = (
  sample: Operation,
  input: unknown,
  defaults: Record<string, string> = { workspace: 'acme' },
): Encoded => encode(sample, input, defaults, 'application/json');

const pathOf = (sample: Operation, input: unknown) => put(sample, input).request?.path;
const bodyOf = (sample: Operation, input: unknown) => put(sample, input).request?.body;

describe('the path', () => {
  test('is filled from the input, then from the defaults', () => {
    expect(pathOf(getBox, { box: 'b' })).toBe('/api/acme/boxes/b');
    expect(pathOf(getBox, { box: 'b', workspace: 'other' })).toBe('/api/other/boxes/b');
    expect(pathOf(listBoxesInRoom, { room: 42 })).toBe('/api/acme/rooms/42/boxes');
    expect(pathOf(downloadSheet, { sheet: 's' })).toBe('/sheets/s.csv');
  });

  test('is encoded', () => {
    expect(pathOf(getBox, { box: 'a/b?c#d e%2F..' })).toBe('/api/acme/boxes/a%2Fb%3Fc%23d%20e%252F..');
  });

  test.each(['.', '..'])('refuses %j', (box) => {
    expect(put(getBox, { box }).issues).toEqual([
      { path: 'box', message: `must not be "${box}": it is part of the path` },
    ]);
  });

  test('refuses an empty parameter, and half a surrogate pair', () => {
    const loose = printed({ ...written.getBox, input: z.object({ workspace: z.string(), box: z.string() }) });
    expect(put(loose, { box: '' }).issues).toEqual([
      { path: 'box', message: 'is empty: it is part of the path' },
    ]);
    expect(put(getBox, { box: '\ud800' }).issues).toMatchObject([{ path: 'box' }]);
  });

  test('names every parameter that is missing', () => {
    expect(put(getBox, {}, {}).issues).toEqual([
      { path: 'box', message: 'is missing' },
      {
        path: 'workspace',
        message: 'is missing: it is part of the path, and neither the call nor the client names it',
      },
    ]);
    expect(put(getBox, { box: 'b' }, {}).issues).toMatchObject([{ path: 'workspace' }]);
  });
});

describe('the query', () => {
  test('of a GET has what the path has not, in the order of the schema', () => {
    expect(pathOf(getBox, { 'embed[inner]': 1, fields: ['name', 'size'], deep: false, box: 'b' })).toBe(
      '/api/acme/boxes/b?deep=false&fields=name,size&embed%5Binner%5D=1',
    );
  });

  test('leaves out what is undefined', () => {
    expect(pathOf(getBox, { box: 'b', deep: undefined })).toBe('/api/acme/boxes/b');
  });

  test('refuses lists that text cannot tell from others', () => {
    const tagged = printed({
      ...written.dustBox,
      method: 'GET',
      input: z.object({ box: z.string(), tags: z.array(z.string()) }),
    });
    expect(put(tagged, { box: 'b', tags: [] }).issues).toMatchObject([{ path: 'tags' }]);
    expect(put(tagged, { box: 'b', tags: ['a,b'] }).issues).toMatchObject([{ path: 'tags' }]);
    expect(put(tagged, { box: 'b', tags: [''] }).issues).toMatchObject([{ path: 'tags' }]);
    expect(pathOf(tagged, { box: 'b', tags: ['a b', 'c&d'] })).toBe('/boxes/b/dust?tags=a%20b,c%26d');
  });

  test('takes what `in` says, beside a body', () => {
    expect(put(moveBox, { box: 'b', time: 't', to: 'x' }).request).toMatchObject({
      path: '/boxes/b/place?time=t',
      body: '{"to":"x"}',
    });
    expect(put(deleteBox, { box: 'b', deep: true, reason: 'old' }).request).toMatchObject({
      path: '/boxes/b?deep=true',
      body: '{"reason":"old"}',
    });
  });
});

describe('the body', () => {
  test('is JSON, inside the wrapper', () => {
    expect(put(createBox, { name: 'n', note: null, params: { a: [1, { b: 2 }] } }).request).toEqual({
      method: 'POST',
      path: '/api/acme/boxes',
      accept: 'application/json',
      body: '{"box":{"name":"n","note":null,"params":{"a":[1,{"b":2}]}}}',
      contentType: 'application/json',
    });
  });

  test('is empty braces where its fields are not given, and absent where there are none', () => {
    expect(bodyOf(deleteBox, { box: 'b' })).toBe('{}');
    const optional = printed({
      ...written.createBox,
      input: z.object({ workspace: z.string(), name: z.string().optional() }),
    });
    expect(bodyOf(optional, {})).toBe('{"box":{}}');
    expect(put(dustBox, { box: 'b' }).request).toMatchObject({ body: undefined, contentType: undefined });
    expect(put(getBox, { box: 'b' }).request).toMatchObject({ body: undefined, contentType: undefined });
  });

  test('of a form is urlencoded', () => {
    expect(
      put(openSession, { projectId: 1, email: 'a b@c', password: 'p&=', scopes: ['x', 'y'] }).request,
    ).toMatchObject({
      body: 'projectId=1&email=a%20b%40c&password=p%26%3D&scopes=x,y',
      contentType: 'application/x-www-form-urlencoded',
    });
  });
});

test('Accept is the operation’s own, or the default', () => {
  expect(put(downloadSheet, { sheet: 's' }).request?.accept).toBe('text/csv, */*');
  expect(encode(getBox, { box: 'b', workspace: 'w' }, {}, 'application/hal+json').request?.accept).toBe(
    'application/hal+json',
  );
});

describe('an input is judged before anything is built', () => {
  test('strictly', () => {
    expect(put(createBox, { nam: 'n', cron: { freq: 'daily', hours: 1 } }).issues).toEqual([
      { path: 'name', message: 'is missing' },
      { path: 'cron.hours', message: 'is not a field that this takes' },
      { path: 'nam', message: 'is not a field that this takes' },
    ]);
  });

  test('and what is undefined is not there, also in an object that takes any key', () => {
    const encoded = put(createBox, { name: 'n', nam: undefined, params: { a: undefined } });
    expect(encoded.request?.body).toBe('{"box":{"name":"n","params":{}}}');
  });

  test.each([null, undefined])('%j is an input without fields', (input) => {
    expect(put(getBox, input).issues).toMatchObject([{ path: 'box' }]);
  });

  test.each([1, 'x', [], true])('%j is no input', (input) => {
    expect(put(getBox, input).issues).toEqual([{ path: '', message: 'it must be an object' }]);
  });

  test('without telling the value of a secret', () => {
    const issues = put(openSession, { projectId: 'test-secret', email: 1, password: ['test-secret'] }).issues;
    expect(issues).toHaveLength(3);
    expect(JSON.stringify(issues)).not.toContain('test-secret');
  });
});
