import { expect, test } from 'vitest';
import { checkOperations } from '../check-operations.ts';
import { decode } from '../decode/decode.ts';
import { operation } from '../operation.ts';
import { openApi } from '../print/openapi/document.ts';
import { lendBox, openSession, printed } from '../testing/printed-samples.ts';
import * as written from '../testing/sample-operations.ts';
import { encode } from './encode.ts';

const headers = { 'content-type': 'application/json' };
const put = (input: unknown) => encode(lendBox, input, {}, 'application/json');
const received = (path: string, body: object) =>
  decode(lendBox, { method: 'POST', path, headers, body: JSON.stringify(body) });

test('a field travels under its name on the wire, in a query and in a body', () => {
  expect(put({ box: 'b', room: 4, home: 7, until: 'x' }).request).toMatchObject({
    path: '/boxes/b/loans?homeId=7',
    body: '{"roomId":4,"until":"x"}',
  });
});

test('in a form too', () => {
  const form = printed({ ...written.openSession, wire: { projectId: 'project_id' } });
  const input = { projectId: 1, email: 'e', password: 'test-secret' };
  expect(encode(form, input, {}, '*/*').request?.body).toMatch(/^project_id=1&/);
  expect(encode(openSession, input, {}, '*/*').request?.body).toMatch(/^projectId=1&/);
});

test('callers are told of it by their own name', () => {
  expect(put({ box: 'b', room: 'x', homeId: 1 }).issues?.map(({ path }) => path)).toEqual(['room', 'homeId']);
});

test('and comes back as it was given', () => {
  expect(received('/boxes/b/loans?homeId=7', { roomId: 4, until: 'x' })).toMatchObject({
    input: { box: 'b', room: 4, home: 7, until: 'x' },
    departures: [],
    faults: [],
  });
});

test('whoever wrote the request is told of it by the name on the wire', () => {
  const { input, departures, faults } = received('/boxes/b/loans?home=7', { room: 4 });
  expect(input).toEqual({ box: 'b' });
  expect(departures.map(({ path }) => path)).toEqual(['home', 'room']);
  expect(faults).toEqual([{ path: 'roomId', message: 'is missing' }]);
});

test('OpenAPI says what is on the wire', () => {
  const frame = { info: {}, servers: [], securitySchemes: {} };
  const text = JSON.stringify(openApi([written.lendBox], frame));
  expect(text).toContain('"name":"homeId","in":"query"');
  expect(text).toContain('"required":["roomId"]');
});

test.each([
  [{ rooom: 'roomId' }, 'rooom has a name on the wire and does not travel there'],
  [{ box: 'boxId' }, 'box has a name on the wire and does not travel there'],
  [{ room: 'until' }, 'two fields are called until on the wire'],
])('%j is a fault', (wire, fault) => {
  expect(() => checkOperations([operation({ ...written.lendBox, wire })])).toThrow(fault);
});
