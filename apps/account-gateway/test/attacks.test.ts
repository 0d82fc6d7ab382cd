import { startEmulator, type Emulator } from '@bimodal/emulator';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { newcomer, password, startService, Visitor, type TestService } from './service.ts';

let emulator: Emulator;
let service: TestService;
beforeAll(async () => {
  emulator = await startEmulator();
  service = await startService(emulator);
}, 120_000);
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await emulator.close();
});

describe('forged requests', () => {
  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['no page at all', { origin: 'null' }],
    ['a form, which sends no header of ours', { 'x-account-gateway': '' }],
  ])('of %s are refused', async (_, headers) => {
    const ada = await newcomer(service.url);
    const sent: Record<string, string> = { ...headers };
    const plain = sent['x-account-gateway'] === '';
    const response = await fetch(`${service.url}/api/mode/homes`, {
      method: 'POST',
      headers: {
        origin: service.url,
        cookie: ada.cookie ?? '',
        'content-type': 'application/json',
        ...(plain ? {} : { 'x-account-gateway': '1', ...sent }),
      },
      body: '{"name":"Forged"}',
    });
    expect(response.status).toBe(403);
    expect((await ada.call('GET', '/api/mode/homes')).body).toEqual([]);
  });

  it('as a form would send them are refused', async () => {
    const visitor = new Visitor(service.url);
    const answer = await visitor.call('POST', '/api/session', undefined, { 'content-type': 'text/plain' });
    expect(answer.status).toBe(415);
  });

  it('reading across origins is refused, and never answered with CORS', async () => {
    const ada = await newcomer(service.url);
    const answer = await ada.call('GET', '/api/mode/homes', undefined, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('under a name that is not ours are refused', async () => {
    const { request } = await import('node:http');
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    request(`${service.url}/api/session`, { headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
    expect(await promise).toBe(403);
  });
});

describe('the cookie', () => {
  it('is new at each sign-in; one that was brought is worth nothing, and the old session ends', async () => {
    const ada = await newcomer(service.url);
    const first = ada.cookie;
    const planted = new Visitor(service.url, 'session=planted-by-somebody-else');
    await planted.call('POST', '/api/session', { email: ada.email, password });
    expect(planted.cookie).not.toContain('planted');
    expect(
      (await new Visitor(service.url, 'session=planted-by-somebody-else').call('GET', '/api/session')).status,
    ).toBe(401);

    await ada.call('POST', '/api/session', { email: ada.email, password });
    expect(ada.cookie).not.toBe(first);
    expect((await new Visitor(service.url, first).call('GET', '/api/session')).status).toBe(401);
  });

  it('is for no script and no other site; behind https for this host alone', async () => {
    const plain = new Visitor(service.url);
    const { email } = await newcomer(service.url);
    const answer = await plain.call('POST', '/api/session', { email, password });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    await using secure = await startService(emulator, { isSecure: true });
    const visitor = await newcomer(secure.url);
    const again = await visitor.call('POST', '/api/session', { email: visitor.email, password });
    expect(again.headers.getSetCookie()[0]).toMatch(
      /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });
});

describe('whether an address has an account', () => {
  it('shows in no answer', async () => {
    const { email } = await newcomer(service.url);
    const visitor = new Visitor(service.url);
    const register = (address: string) =>
      visitor.call('POST', '/api/accounts', {
        email: address,
        name: 'X',
        password: 'test-secret of another',
      });
    const known = await register(email.toUpperCase());
    const unknown = await register('nobody-yet@example.com');
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    // The password stays the one that it was.
    expect((await visitor.call('POST', '/api/session', { email, password })).status).toBe(200);

    const wrong = await visitor.call('POST', '/api/session', { email, password: 'test-secret wrong' });
    const nobody = await visitor.call('POST', '/api/session', { email: 'none@example.com', password });
    expect([wrong.status, wrong.body]).toEqual([nobody.status, nobody.body]);
    expect(wrong.status).toBe(401);
  });
});

describe('guessing', () => {
  test.each(['known', 'unknown'])('ends after five wrong ones, of an address that is %s', async (which) => {
    const ada = await newcomer(service.url);
    const email = which === 'known' ? ada.email : `nobody-${ada.email}`;
    const visitor = new Visitor(service.url);
    const guess = (text: string) => visitor.call('POST', '/api/session', { email, password: text });
    // All at once: as many pass as when they come one by one.
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => guess(`test-secret ${index}`)),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([
      ...Array.from({ length: 5 }, () => 401),
      ...Array.from({ length: 7 }, () => 429),
    ]);
    const right = await guess(password);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    // Whoever is at the same place is not kept out with them.
    expect((await visitor.call('GET', '/healthz')).status).toBe(200);
    await newcomer(service.url, 'Grace');
  });

  it('is counted by where a proxy saw it come from, not by what a client says', async () => {
    await using behind = await startService(emulator, { proxies: ['127.0.0.1'] });
    const { email } = await newcomer(behind.url);
    const guess = (seen: string) =>
      new Visitor(behind.url).call(
        'POST',
        '/api/session',
        { email, password: 'test-secret wrong' },
        { 'x-forwarded-for': seen },
      );
    const from = async (seen: (index: number) => string): Promise<number[]> => {
      const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => guess(seen(index))));
      return answers.map(({ status }) => status).toSorted();
    };
    const five = [401, 401, 401, 401, 401];
    expect(await from((index) => `192.0.2.${index}, 203.0.113.9`)).toEqual([...five, 429]);
    // One who has an IPv6 network is one.
    expect(await from((index) => `2001:db8::${index + 1}`)).toEqual([...five, 429]);
    // Without a proxy, nobody's word is taken.
    const plain = new Visitor(service.url);
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${index}` };
      const guessed = { email: `nobody-${email}`, password: 'test-secret wrong' };
      statuses.push((await plain.call('POST', '/api/session', guessed, headers)).status);
    }
    expect(statuses).toEqual([...five, 429]);
  });
});

describe('the proxy', () => {
  it('gives nobody the homes and devices of others, or more than homes and devices', async () => {
    const ada = await newcomer(service.url);
    const { id } = (await ada.call('POST', '/api/mode/homes', { name: 'Hers' })).body as { id: number };
    const eve = await newcomer(service.url, 'Eve');
    const { home, device, projectId, user } = emulator.seeds.cloud;
    const refused: [string, string, Record<string, string | number>?][] = [
      ['GET', `/homes/${id}`],
      ['PATCH', `/homes/${id}`, { name: 'Mine' }],
      ['DELETE', `/homes/${id}`],
      ['GET', `/homes/${home.id}/members`],
      ['GET', `/devices?homeId=${home.id}`],
      ['GET', `/devices/${device.id}`],
      ['PUT', `/devices/${device.id}/command`, { action: 'open' }],
      ['POST', '/devices', { homeId: home.id, claimCode: device.claimCode }],
      ['GET', `/users?projectId=${projectId}`],
      ['GET', `/users/${user.id}`],
      ['GET', '/auth'],
      ['GET', '/userSession'],
      ['POST', '/auth/user', { userId: user.id }],
      ['GET', `/homes?userId=${user.id}`],
      ['GET', '/homes/..%2fusers'],
      ['GET', '/homes/1/../../users'],
      ['POST', `/homes/${id}/members`, { userId: 1 }],
    ];
    for (const [method, path, body] of refused) {
      const { status } = await eve.call(method, `/api/mode${path}`, body);
      expect([method, path, status]).toEqual([method, path, expect.toBeOneOf([400, 403, 404])]);
    }
    // Which devices there are at all does not show.
    const there = await eve.call('GET', `/api/mode/devices/${device.id}`);
    const nowhere = await eve.call('GET', '/api/mode/devices/999999');
    expect([there.status, there.body]).toEqual([404, nowhere.body]);
    expect((await ada.call('GET', `/api/mode/homes/${id}`)).body).toMatchObject({ name: 'Hers' });
  });

  it('asks whoever is not signed in to do so first', async () => {
    for (const path of ['/api/mode/homes', '/api/events', '/api/session']) {
      expect((await new Visitor(service.url).call('GET', path)).status).toBe(401);
    }
  });
});

describe('what the proxy takes', () => {
  let ada: Visitor;
  let home: number;
  beforeAll(async () => {
    ada = await newcomer(service.url);
    ({ id: home } = (await ada.call('POST', '/api/mode/homes', { name: 'Hers' })).body as { id: number });
  });

  it('is an id as the one number that it can mean', async () => {
    const hex = `0x${home.toString(16)}`;
    for (const path of [
      `/homes/${hex}`,
      `/homes/%20${home}`,
      `/homes/${home}.0`,
      `/homes/0${home}`,
      `/homes/${home}%2Fmembers`,
      `/devices?homeId=${hex}`,
      `/devices?homeId=${home}&homeId=${emulator.seeds.cloud.home.id}`,
      `/devices?homeId[]=${home}`,
      '/devices',
    ]) {
      const { status } = await ada.call('GET', `/api/mode${path}`);
      expect([path, status]).toEqual([path, 400]);
    }
    for (const homeId of [[home], true, hex, { home }, null]) {
      const { status } = await ada.call('POST', '/api/mode/devices', { homeId, claimCode: 'x' });
      expect([homeId, status]).toEqual([homeId, 400]);
    }
  });

  it.each([
    ['fields of other calls', '{"name":"A","projectId":1}', 400],
    ['what the path says', '{"name":"A","home":1}', 400],
    ['a prototype', '{"name":"A","__proto__":{"isAdmin":true}}', 400],
    ['a constructor', '{"name":"A","constructor":{"prototype":{"isAdmin":true}}}', 400],
    ['no object', '["name"]', 400],
    ['half of a body', '{"name":', 400],
    ['more than 64 KiB', JSON.stringify({ name: 'A'.repeat(70_000) }), 413],
  ])('is not %s', async (_, body, status) => {
    const response = await fetch(`${service.url}/api/mode/homes/${home}`, {
      method: 'PATCH',
      headers: { cookie: ada.cookie ?? '', 'x-account-gateway': '1', 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect((await ada.call('GET', `/api/mode/homes/${home}`)).body).toMatchObject({ name: 'Hers' });
  });

  it('is a key of any letters, and any JSON for a value', async () => {
    for (const [key, value] of [
      ['__proto__', 5],
      ['a'.repeat(128), 'text'],
    ] as const) {
      const path = `/api/mode/homes/${home}/kv/${key}`;
      const set = await ada.call('PUT', path, { value });
      // MODE may not like the key; it gets it as it is.
      if (set.status === 204) expect((await ada.call('GET', path)).body).toMatchObject({ key, value });
      else expect(set.status).toBe(400);
    }
    for (const key of ['..', '.', '%2e%2e', 'a%2f..%2f..']) {
      const { status } = await ada.call('GET', `/api/mode/homes/${home}/kv/${key}`);
      expect([key, status]).toEqual([key, expect.toBeOneOf([200, 400, 404])]);
    }
  });

  it.each(['HEAD', 'PUT', 'PATCH', 'OPTIONS'])('is no method that is not listed: %s', async (method) => {
    expect((await ada.call(method, '/api/mode/homes')).status).toBe(404);
    expect((await ada.call(method, '/api/events')).status).toBe(404);
  });
});

describe('input', () => {
  it.each([
    [{ email: 'no address', name: 'A', password }, 'email'],
    [{ email: 'a@example.com', name: '', password }, 'name'],
    [{ email: 'a@example.com', name: 'A', password: 'short' }, 'password'],
    [{ email: 'a-person@example.com', name: 'A', password: 'A-Person@example.com' }, 'password'],
    [{ email: 'a@example.com', name: 'A' }, 'password'],
    [{ email: 'a@example.com', name: 'A', password, admin: true }, 'admin'],
    [{ email: ['a@example.com'], name: 'A', password }, 'email'],
    [{ email: 'a@example.com', name: 'A\0', password }, 'name'],
  ])('%j is refused, and the field is named', async (body, field) => {
    const answer = await new Visitor(service.url).call('POST', '/api/accounts', body);
    expect([answer.status, answer.body]).toMatchObject([400, { error: { field } }]);
  });
});
