import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Operation } from '../operation.ts';
import {
  createBox,
  deleteBox,
  dustBox,
  getBox,
  listBoxesInRoom,
  openSession,
  printed,
} from '../testing/printed-samples.ts';
import * as written from '../testing/sample-operations.ts';
import { decode } from './decode.ts';
import type { Decoded } from './received.ts';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

function received(
  operation: Operation,
  path: string,
  body?: unknown,
  headers: Record<string, string> = json,
): Decoded {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return decode(operation, { method: operation.method, path, headers, body: text });
}

const told = (decoded: Decoded) => decoded.departures.map(({ path, message }) => `${path} ${message}`);

describe('a query', () => {
  test('is read as its schema says', () => {
    const { input, departures, faults } = received(
      getBox,
      '/api/acme/boxes/a%2Fb?deep=true&fields=name,size&embed%5Binner%5D=1',
    );
    expect({ ...input }).toEqual({
      workspace: 'acme',
      box: 'a/b',
      deep: true,
      fields: ['name', 'size'],
      'embed[inner]': 1,
    });
    expect([departures, faults]).toEqual([[], []]);
  });

  test('without a parameter that the platform has a value for is read with that value', () => {
    const list = printed({
      ...written.getBox,
      input: z.object({
        workspace: z.string(),
        box: z.string(),
        limit: z.int().meta({ default: 20 }),
      }),
    });
    const limitOf = (query: string) => {
      const { input, departures, faults } = received(list, `/api/acme/boxes/b${query}`);
      return [input['limit'], departures, faults];
    };
    expect(limitOf('')).toEqual([20, [], []]);
    expect(limitOf('?limit=3')).toEqual([3, [], []]);
  });

  test('with unknown parameters is read without them, and they are told', () => {
    const decoded = received(getBox, '/api/acme/boxes/b?depe=1&box=other');
    expect({ ...decoded.input }).toEqual({ workspace: 'acme', box: 'b' });
    expect(told(decoded)).toEqual([
      'depe is not a parameter that this takes',
      'box is not a parameter that this takes',
    ]);
  });

  test.each([
    [
      'a repeated parameter: the last',
      'deep=true&deep=false',
      { deep: false },
      ['deep comes more than once'],
    ],
    [
      'a repeated list: all',
      'fields=name&fields=size',
      { fields: ['name', 'size'] },
      ['fields comes more than once'],
    ],
    [
      'brackets',
      'fields[]=name',
      { fields: ['name'] },
      ['fields must be one value with commas, and is written with []'],
    ],
    ['a number for a boolean', 'deep=1', { deep: true }, ['deep must be true or false, and is a number']],
    ['an empty list', 'fields=', { fields: [] }, ['fields is empty: leave it out instead']],
    ['a plus', 'fields=name%2Csize', { fields: ['name', 'size'] }, []],
  ])('has %s', (_name, query, input, departures) => {
    const decoded = received(getBox, `/api/acme/boxes/b?${query}`);
    expect({ ...decoded.input }).toEqual({ workspace: 'acme', box: 'b', ...input });
    expect(told(decoded)).toEqual(departures);
    expect(decoded.faults).toEqual([]);
  });

  test('that cannot be read is a fault', () => {
    expect(received(getBox, '/api/acme/boxes/b?deep=maybe').faults).toEqual([
      { path: 'deep', message: 'must be true or false, and is a string' },
    ]);
    expect(received(listBoxesInRoom, '/api/acme/rooms/x/boxes').faults).toMatchObject([{ path: 'room' }]);
  });
});

describe('a JSON body', () => {
  test('is taken from its wrapper', () => {
    const decoded = received(createBox, '/api/acme/boxes', { box: { name: 'n', cron: { freq: 'daily' } } });
    expect(decoded).toEqual({
      input: { workspace: 'acme', name: 'n', cron: { freq: 'daily' } },
      departures: [],
      faults: [],
    });
  });

  test('with unknown fields, at any depth, is read without them, and they are told', () => {
    const decoded = received(createBox, '/api/acme/boxes', {
      box: { name: 'n', nam: 1, cron: { freq: 'daily', hours: 1 } },
      other: 1,
    });
    expect(decoded.input).toEqual({ workspace: 'acme', name: 'n', cron: { freq: 'daily' } });
    expect(told(decoded)).toEqual([
      'other is not a field that this takes: fields go inside box',
      'nam is not a field that this takes',
      'cron.hours is not a field that this takes',
    ]);
  });

  test('with numbers for strings and strings for numbers is read as meant, and told', () => {
    const decoded = received(createBox, '/api/acme/boxes', {
      box: { name: 5, sizes: ['1', 2], cron: { freq: 'daily', hour: '7' }, source: 9 },
    });
    expect(decoded.input).toMatchObject({ name: '5', sizes: [1, 2], cron: { hour: 7 }, source: 9 });
    expect(told(decoded)).toEqual([
      'name must be a string, and is a number',
      'sizes.0 must be a number, and is a string',
      'cron.hour must be a number, and is a string',
    ]);
    expect(decoded.faults).toEqual([]);
  });

  test('without its wrapper is a fault', () => {
    expect(received(createBox, '/api/acme/boxes', { name: 'n' }).faults).toEqual([
      { path: 'box', message: 'is missing from the body' },
      { path: 'name', message: 'is missing' },
    ]);
  });

  test('that is absent is told, and what it lacks is a fault', () => {
    const decoded = received(createBox, '/api/acme/boxes');
    expect(told(decoded)).toEqual([' it has no body, not even an empty object']);
    expect(decoded.faults).toMatchObject([{ path: 'box' }, { path: 'name' }]);
  });

  test.each(['{', '[1]', '"x"', 'null', 'name=n'])('that is %j is malformed', (body) => {
    expect(received(createBox, '/api/acme/boxes', body).malformed).toMatch(/^the body is not/);
  });

  test('that is not UTF-8 is malformed', () => {
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    expect(
      decode(createBox, { method: 'POST', path: '/api/acme/boxes', headers: json, body }).malformed,
    ).toBe('the body is not UTF-8');
  });

  test('under another name is read, and told', () => {
    const body = { box: { name: 'n' } };
    expect(told(received(createBox, '/api/acme/boxes', body, {}))).toEqual(['content-type is missing']);
    expect(told(received(createBox, '/api/acme/boxes', body, { 'content-type': 'text/plain' }))).toEqual([
      'content-type is neither JSON nor a form',
    ]);
    expect(
      told(received(createBox, '/api/acme/boxes', body, { 'content-type': 'application/hal+json' })),
    ).toEqual([]);
  });

  test('on an operation that takes a form, and a form where JSON belongs, are read and told', () => {
    const session = { projectId: 1, email: 'e', password: 'test-secret' };
    const asJson = received(openSession, '/auth/user', session);
    expect(asJson).toEqual({
      input: session,
      departures: [{ path: '', message: 'it must be a form, and is JSON' }],
      faults: [],
    });
    const asForm = received(createBox, '/api/acme/boxes', 'box[name]=n', form);
    expect(asForm.input).toEqual({ workspace: 'acme', name: 'n' });
    expect(told(asForm)).toEqual([' it must be JSON, and is a form']);
  });

  test('on an operation that takes either is no departure', () => {
    const { form: _, ...asJson } = openSession;
    const either = { ...asJson, orForm: true } as const;
    const session = { projectId: 1, email: 'e', password: 'test-secret', remember: true };
    const asForm = 'projectId=1&email=e&password=test-secret&remember=true';
    for (const [body, headers] of [
      [asForm, form],
      [session, json],
    ] as const) {
      expect(received(either, '/auth/user', body, headers)).toEqual({
        input: session,
        departures: [],
        faults: [],
      });
    }
  });
});

describe('a body on a DELETE', () => {
  test('is taken', () => {
    expect(received(deleteBox, '/boxes/b?deep=true', { reason: 'old' })).toEqual({
      input: { box: 'b', deep: true, reason: 'old' },
      departures: [],
      faults: [],
    });
  });

  test('that has what belongs in the query is taken, and told', () => {
    const decoded = received(getBox, '/api/acme/boxes/b', { deep: true, more: 1 });
    expect(decoded.input).toEqual({ workspace: 'acme', box: 'b', deep: true });
    expect(told(decoded)).toEqual([
      ' it has a body, which this operation does not take',
      'more is not a field that this takes',
    ]);
  });

  test('that is absent where there is none is fine', () => {
    expect(received(dustBox, '/boxes/b/dust')).toEqual({ input: { box: 'b' }, departures: [], faults: [] });
  });
});

describe('a form', () => {
  const session = { projectId: 1, email: 'a b@c', password: 'test-secret', scopes: ['x', 'y'] };

  test('is read, urlencoded', () => {
    const body = 'projectId=1&email=a+b%40c&password=test-secret&scopes=x,y';
    expect(received(openSession, '/auth/user', body, form)).toEqual({
      input: session,
      departures: [],
      faults: [],
    });
    expect(received(openSession, '/auth/user', body, {}).departures).toMatchObject([
      { path: 'content-type' },
    ]);
  });

  test('is read, multipart as a browser or axios writes it', async () => {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...session, scopes: 'x,y' }))
      data.append(name, String(value));
    const request = new Request('http://127.0.0.1', { method: 'POST', body: data });
    const body = new Uint8Array(await request.clone().arrayBuffer());
    const contentType = request.headers.get('content-type') ?? '';
    const asItIs = { method: 'POST', path: '/auth/user', headers: { 'content-type': contentType }, body };
    expect(decode(openSession, asItIs)).toEqual({ input: session, departures: [], faults: [] });

    const underAnotherName = decode(openSession, { ...asItIs, headers: form });
    expect(underAnotherName.input).toEqual(session);
    expect(told(underAnotherName)).toEqual([
      'content-type does not say multipart/form-data, and the body is',
    ]);
  });

  test('keeps lines and quotes of multipart values', async () => {
    const data = new FormData();
    data.append('email', 'two\r\nlines "quoted"');
    const request = new Request('http://127.0.0.1', { method: 'POST', body: data });
    const decoded = decode(openSession, {
      method: 'POST',
      path: '/auth/user',
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      body: await request.text(),
    });
    expect(decoded.input.email).toBe('two\r\nlines "quoted"');
  });

  test('that lacks a field, or has a number that is none, has faults', () => {
    const { faults } = received(openSession, '/auth/user', 'projectId=x&email=e', form);
    expect(faults).toMatchObject([{ path: 'projectId' }, { path: 'password', message: 'is missing' }]);
  });
});

test('no issue has a secret in it', () => {
  const decoded = received(openSession, '/auth/user', {
    projectId: 'test-secret',
    password: ['test-secret'],
    1: 2,
  });
  expect(JSON.stringify([decoded.departures, decoded.faults])).not.toContain('test-secret');
  expect(received(openSession, '/auth/user', '{"password":test-secret', json).malformed).toBe(
    'the body is not JSON',
  );
});

test('a path of another operation is a mistake of the caller', () => {
  expect(() => received(getBox, '/api/acme/boxes')).toThrow(/boxes\.get/);
});
