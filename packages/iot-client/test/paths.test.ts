import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, IotClient, modeCloudKey } from '../src/index.ts';
import { RawServer } from './raw-server.ts';

let server: RawServer;
let cloud: IotClient;
beforeEach(async () => {
  server = await RawServer.start();
  cloud = new IotClient({ credential: modeCloudKey('test-key'), baseUrl: server.url });
});
afterEach(async () => {
  await cloud.close();
  await server[Symbol.asyncDispose]();
});

describe('a path that request() is given', () => {
  it.each([
    'https://example.com/homes',
    '//example.com/homes',
    'homes',
    '',
    '/homes/../users',
    '/homes/.',
    '/..',
    '/homes/%2e%2e/users',
    '/homes/%2E%2e/users',
    '/homes/.%2E',
    '/homes/%2E',
    '/\\example.com',
    '/homes\\..\\users',
    '/homes?projectId=7',
    '/homes#a',
    '/homes 3',
    '/homes\r\nx-more: 1',
    '/hömes',
  ])('is not %j', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      await expect(cloud.request({ method, path })).rejects.toBeInstanceOf(InputError);
    }
    expect(server.requests).toEqual([]);
  });
});

describe('a part of a path', () => {
  it.each(['', '.', '..', '\ud800'])('is not %j, by request()', async (collection) => {
    const call = cloud.request({ method: 'GET', path: '/a/{collection}/b', input: { collection } });
    await expect(call).rejects.toBeInstanceOf(InputError);
    expect(server.requests).toEqual([]);
  });

  it.each(['', '.', '..', '\ud800'])('is not %j, by a method', async (key) => {
    await expect(cloud.homeKeyValues.get({ home: 3, key })).rejects.toBeInstanceOf(InputError);
    await expect(cloud.deviceKeyValues.get({ device: 4, key })).rejects.toBeInstanceOf(InputError);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['a/../b', 'a%2F..%2Fb'],
    ['a?b=c#d', 'a%3Fb%3Dc%23d'],
    ['%2e%2e', '%252e%252e'],
    ['a\r\nb', 'a%0D%0Ab'],
    ['...', '...'],
    ['http://example.com', 'http%3A%2F%2Fexample.com'],
  ])('%j is one', async (key, segment) => {
    await cloud.homeKeyValues.get({ home: 3, key });
    await cloud.request({ method: 'GET', path: '/a/{key}/b', input: { key } });
    expect(server.requests.map(({ line }) => line)).toEqual([
      `GET /homes/3/kv/${segment} HTTP/1.1`,
      `GET /a/${segment}/b HTTP/1.1`,
    ]);
  });
});
