import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  IotClient,
  modeCloudKey,
  OriginError,
  ResponseError,
  ServerError,
  StatusError,
} from '../src/index.ts';
import { RawServer } from './raw-server.ts';

let platform: RawServer;
let storage: RawServer;
let client: IotClient;
beforeEach(async () => {
  [platform, storage] = await Promise.all([RawServer.start(), RawServer.start()]);
  client = new IotClient({
    credential: modeCloudKey('test-key'),
    baseUrl: platform.url,
    headers: { 'x-own': 'test-secret' },
    retries: 1,
  });
});
afterEach(async () => {
  await client.close();
  await Promise.all([platform[Symbol.asyncDispose](), storage[Symbol.asyncDispose]()]);
});

const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index);
const upload = () =>
  client.entities.uploadMedia({
    project: 7,
    entity: 'pump',
    target: 'icon',
    fileName: 'a.png',
    bytes,
    contentType: 'image/png',
  });
const opens = (uploadUrl: string | null) => platform.answers.push([200, JSON.stringify({ uploadUrl })]);

it('puts the file as a whole, with its length, and without the credential and headers that are not its own', async () => {
  opens(`${storage.url}/bucket/a.png?signature=test-token`);
  await upload();
  const [put] = storage.requests;
  expect(put?.line).toBe('PUT /bucket/a.png?signature=test-token HTTP/1.1');
  expect(put?.headers.map((header) => header.split(':')[0]).toSorted()).toEqual([
    'connection',
    'content-length',
    'content-type',
    'host',
    'user-agent',
  ]);
  expect(put?.headers).toContain('content-type: image/png');
  expect(put?.headers).toContain(`content-length: ${bytes.length}`);
  expect(put?.body.equals(bytes)).toBe(true);
  expect(platform.requests.map(({ body }) => String(body))).toEqual([
    '{"action":"open-upload","target":"icon","fileName":"a.png"}',
    '{"action":"close-upload","target":"icon"}',
  ]);
});

it('puts it again where the storage fails, and closes the upload once', async () => {
  opens(`${storage.url}/a`);
  storage.answers.push([503, 'busy']);
  await upload();
  expect(storage.requests).toHaveLength(2);
  expect(platform.requests).toHaveLength(2);
});

it.each([
  [403, StatusError],
  [302, StatusError],
  [500, ServerError],
])('leaves the upload open where the file is answered %i, and shows no address', async (status, error) => {
  opens(`${storage.url}/a?signature=test-token`);
  for (const _ of [1, 2]) storage.answers.push([status, '<Resource>test-token</Resource>']);
  const failure = await upload().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(error);
  expect(failure).toMatchObject({ status, operation: 'entities.manageMedia', method: 'PUT' });
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/test-token|test-secret/);
  expect(platform.requests).toHaveLength(1);
});

it.each([
  ['http://example.com/a?signature=test-token', OriginError],
  ['file:///etc/passwd', OriginError],
  ['', OriginError],
  [null, ResponseError],
])('puts nothing at %j', async (address, error) => {
  opens(address);
  const failure = await upload().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(error);
  expect(String(failure)).not.toContain('test-token');
  expect(platform.requests).toHaveLength(1);
});

it('rejects with the reason of who gives it up', async () => {
  opens(`${storage.url}/a`);
  const abort = new AbortController();
  const reason = new Error('enough');
  const media = {
    project: 7,
    entity: 'pump',
    target: 'icon',
    fileName: 'a',
    bytes,
    contentType: 'image/png',
  } as const;
  const uploading = client.entities.uploadMedia(media, { signal: abort.signal });
  abort.abort(reason);
  await expect(uploading).rejects.toBe(reason);
  expect(storage.requests).toEqual([]);
});
