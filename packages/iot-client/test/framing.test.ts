import type { WrittenOperation } from '@bimodal/contract';
import { dataOf, sampleInputs } from '@bimodal/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../src/loaded/contract.ts';
import { operations } from '../src/contract/index.ts';
import { InputError, IotClient, modeCloudKey } from '../src/index.ts';
import { caller } from './open-stream.ts';
import { RawServer, type RawRequest } from './raw-server.ts';

let server: RawServer;
let client: IotClient;
beforeEach(async () => {
  server = await RawServer.start();
  client = new IotClient({ credential: modeCloudKey('test-key'), baseUrl: server.url });
});
afterEach(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});

function only(): RawRequest {
  const [request, ...more] = server.requests;
  if (request === undefined || more.length > 0) throw new Error(`${server.requests.length} requests came.`);
  return request;
}

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

it.each([
  [
    'a form',
    () => client.sessions.sendCode({ projectId: 7, phoneNumber: '+81 3é&' }),
    form,
    'projectId=7&phoneNumber=%2B81%203%C3%A9%26',
  ],
  [
    'JSON with more bytes than characters',
    () => client.devices.sendEvent({ device: 4, eventType: 'grüße', eventData: { text: '日本' } }),
    json,
    '{"eventType":"grüße","eventData":{"text":"日本"}}',
  ],
  [
    'a large value',
    () => client.homeKeyValues.set({ home: 3, key: 'k', value: 'é'.repeat(200_000) }),
    json,
    JSON.stringify({ value: 'é'.repeat(200_000) }),
  ],
  ['an empty object', () => client.users.update({ user: 9 }), json, '{}'],
])('%s goes with its type and its length in bytes, and never in chunks', async (_, call, type, body) => {
  await call();
  const { headers, body: sent } = only();
  expect(sent.equals(Buffer.from(body))).toBe(true);
  expect(headers).toContain(`content-type: ${type}`);
  expect(headers).toContain(`content-length: ${sent.length}`);
  expect(headers.join()).not.toContain('transfer-encoding');
});

describe('every operation, whatever its input,', () => {
  const forms = [
    'sessions.create',
    'sessions.createWithCode',
    'sessions.createWithPassword',
    'sessions.sendCode',
  ];

  it.each(operations.filter(({ stream }) => stream === undefined))(
    '$id goes whole: a body with its type and length, and no secret in its address',
    async (operation) => {
      for (const sample of sampleInputs(operation, 5)) {
        const input = withSecrets(operation, sample);
        server.requests.length = 0;
        await caller(server.url, modeCloudKey('test-token')).call(operation.id, input);
        const { line, headers, body } = only();
        const expected = contract.encode(dataOf(operation), input, {}).request?.body;
        expect(body.equals(Buffer.from(expected ?? ''))).toBe(true);
        expect(headers.join()).not.toContain('transfer-encoding');
        if (expected === undefined) {
          expect(headers.filter((header) => /^content-(type|length):(?! 0$)/.test(header))).toEqual([]);
        } else {
          expect(headers).toContain(`content-type: ${forms.includes(operation.id) ? form : json}`);
          expect(headers).toContain(`content-length: ${body.length}`);
        }
        expect(line).not.toMatch(/test-(token|secret)/);
      }
    },
  );
});

/** The same input with a known text in each field that is marked as a secret. */
function withSecrets(operation: WrittenOperation, input: unknown): object {
  const { fields = {} } = dataOf(operation).input as { fields?: Readonly<Record<string, object | string>> };
  const secret = Object.entries(fields).filter(([, field]) => Object(field).sensitive === true);
  return { ...(input as object), ...Object.fromEntries(secret.map(([name]) => [name, 'test-secret'])) };
}

it('the key is in a header, and in no address', async () => {
  await client.homes.get({ home: 3 });
  const { line, headers } = only();
  expect(line).toBe('GET /homes/3 HTTP/1.1');
  expect(headers).toContain('authorization: modecloud test-key');
});

it('an app proxy is a path of its home or its project', async () => {
  await client.appProxies.request({ home: 3, method: 'GET', path: '/a/{b}', input: { b: 'x/y', c: 1 } });
  await client.appProxies.request({ project: 7, method: 'POST', path: '/a', input: { c: 1 } });
  expect(server.requests.map(({ line, body }) => [line, String(body)])).toEqual([
    ['GET /homes/3/appProxy/a/x%2Fy?c=1 HTTP/1.1', ''],
    ['POST /projects/7/appProxy/a HTTP/1.1', '{"c":1}'],
  ]);
  for (const wrong of [{}, { home: 3, project: 7 }, { home: 3, path: 'a' }]) {
    await expect(client.appProxies.request({ method: 'GET', path: '/a', ...wrong })).rejects.toThrow(
      InputError,
    );
  }
});
