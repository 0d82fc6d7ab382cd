import { once } from 'node:events';
import { connect } from 'node:net';
import { connectAsync, MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebSocketStream, WebSocket } from 'ws';
import { startEmulator, type Emulator } from '../../src/index.ts';

/*
 * As the platform's own clients do it, from what was seen of their code, with nothing of ours: `fetch`, `ws` and `mqtt`
 * against the base URLs that the README gives.
 */

let emulator: Emulator;
let [rest, sockets] = ['', ''];
let mqttPort = 0;
beforeAll(async () => {
  emulator = await startEmulator();
  const { port } = new URL(emulator.url);
  [rest, sockets] = [`http://localhost:${port}`, `ws://localhost:${port}`];
  mqttPort = Number(new URL(emulator.mqttUrl).port);
});
afterAll(() => emulator.close());

async function call(method: string, path: string, key: string, body?: object, headers = {}) {
  const response = await fetch(`${rest}${path}`, {
    method,
    headers: {
      authorization: `ModeCloud ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, json };
}

it('mode-apis: signs in by a multipart form, reads homes and devices, commands, listens, signs out', async () => {
  const { projectId, appId } = emulator.seeds.cloud.emailProject;
  const email = 'somebody@example.com';
  const body = { projectId, email, name: 'Somebody', password: 'test-secret' };
  expect((await call('POST', '/users', '', body)).status).toBe(201);
  const { token: mailed } = emulator.outbox.messages.find(({ to }) => to === email)?.data ?? {};
  expect((await call('POST', '/auth/user/emailVerification', '', { token: mailed })).status).toBe(200);

  const form = new FormData();
  for (const [name, value] of Object.entries({
    projectId: String(projectId),
    appId,
    email,
    password: 'test-secret',
  }))
    form.append(name, value);
  const login = await fetch(`${rest}/auth/user`, { method: 'POST', body: form });
  const { token, userId } = (await login.json()) as { token: string; userId: number };
  expect(token).toMatch(/^v1\.[A-Za-z0-9+/]+={0,2}\.\d+\.[0-9a-f]{56}$/);

  const { json: home } = await call('POST', '/homes', token, { name: 'Attic', timezone: 'Asia/Tokyo' });
  const homes = await call('GET', `/homes?userId=${userId}`, token);
  expect([homes.json, homes.headers.get('vnd.tinkermode.range')]).toEqual([[home], '0-0/1']);

  const socket = new WebSocket(`${sockets}/userSession/websocket?authToken=${encodeURIComponent(token)}`);
  await once(socket, 'open');
  const heard = once(socket, 'message');
  const { id } = home as { id: number };
  expect((await call('PUT', `/homes/${id}/kv/setting`, token, { value: { on: true } })).status).toBe(204);
  expect(JSON.parse(String((await heard)[0]))).toMatchObject({
    homeId: id,
    eventType: '_keyValueSaved_',
    eventData: { key: 'setting', value: { on: true } },
  });
  const closed = once(socket, 'close');
  expect((await call('DELETE', '/userSession', token, {})).status).toBe(204);
  await closed;
  expect((await call('GET', '/auth', token)).json).toEqual({ type: 'nobody' });
});

describe('mode-apis leaves out', () => {
  it('the limit of videos: there are twenty at most', async () => {
    const { home, modules, user } = emulator.seeds.cloud;
    const videos = `/homes/${home.id}/smartModules/${modules.videos}/videos?searchKeyPrefix=sam`;
    expect(await call('GET', videos, user.token)).toMatchObject({
      status: 200,
      json: [{ searchKey: 'sample' }],
    });
  });

  it('the project of an alert rule: it is the caller’s', async () => {
    const { adminKey, projectId } = emulator.seeds.cloud;
    const rule = {
      name: 'Too warm',
      enabled: false,
      condition: {
        conditionType: 'metricsHeartbeat',
        frequency: '5min',
        delay: '45sec',
        duration: '1hr',
        severity: 2,
        metricsCondition: { entityClass: 'room', metricsDefinitionId: 'air' },
      },
      messageTemplate: { title: 'Silent' },
      actions: [],
    };
    const made = await call('POST', '/alertRules', adminKey, rule);
    expect(made).toMatchObject({ status: 201, json: { ...rule, projectId } });
    const { id } = made.json as { id: number };
    const rules = await call('GET', `/alertRules?projectId=${projectId}`, adminKey);
    expect(rules.json).toContainEqual(expect.objectContaining({ id, projectId }));
  });
});

it('mode-apis: hears of one home or one device, where it names it', async () => {
  const { device, home, user } = emulator.seeds.cloud;
  const { json: other } = await call('POST', '/homes', user.token, { name: 'Other' });
  const { id: otherHome } = other as { id: number };
  const heard: Record<string, unknown[]> = {};
  const listening = [{}, { homeId: otherHome }, { deviceId: device.id }].map(async (narrowed) => {
    const parameters = new URLSearchParams({ authToken: user.token });
    for (const [name, value] of Object.entries(narrowed)) parameters.set(name, String(value));
    const socket = new WebSocket(`${sockets}/userSession/websocket?${parameters}`);
    const types: unknown[] = (heard[Object.keys(narrowed)[0] ?? 'all'] = []);
    socket.on('message', (text) => types.push((JSON.parse(String(text)) as { eventType: string }).eventType));
    await once(socket, 'open');
    return socket;
  });
  const open = await Promise.all(listening);
  await call('PUT', `/homes/${otherHome}/kv/setting`, user.token, { value: 1 });
  await call('PUT', `/homes/${home.id}/kv/setting`, user.token, { value: 1 });
  await call('PUT', `/devices/${device.id}/event`, device.apiKey, { eventType: 'reading' });
  await call('PUT', `/homes/${otherHome}/kv/last`, user.token, { value: 1 });
  await expect
    .poll(() => heard)
    .toEqual({
      all: ['_keyValueSaved_', '_keyValueSaved_', 'reading', '_keyValueSaved_'],
      homeId: ['_keyValueSaved_', '_keyValueSaved_'],
      deviceId: ['reading'],
    });
  for (const socket of open) socket.close();
});

it('mode-device: sends events by REST, takes commands from a websocket, and pings with a payload', async () => {
  const { device, user } = emulator.seeds.cloud;
  const socket = new WebSocket(`${sockets}/devices/${device.id}/command`, {
    headers: { Authorization: `ModeCloud ${device.apiKey}` },
  });
  await once(socket, 'open');
  const pong = once(socket, 'pong');
  socket.ping('ts=1767225600000');
  expect(String((await pong)[0])).toBe('ts=1767225600000');
  const command = once(socket, 'message');
  const path = `/devices/${device.id}/command`;
  expect((await call('PUT', path, user.token, { action: 'light', parameters: { on: 1 } })).status).toBe(204);
  expect(JSON.parse(String((await command)[0]))).toEqual({ action: 'light', parameters: { on: 1 } });
  const event = { eventType: 'grüße', eventData: { n: 1 } };
  expect((await call('PUT', `/devices/${device.id}/event`, device.apiKey, event)).status).toBe(204);
  socket.close();
  await once(socket, 'close');
  await expect
    .poll(() => call('PUT', path, user.token, { action: 'light' }))
    .toMatchObject({ status: 403, json: { reason: 'DEVICE_OFFLINE' } });
});

describe.each(['TCP', 'a bare websocket'])('device-sdk-go: MQTT over %s', (over) => {
  it('provisions a device, which publishes, is commanded, and mirrors its store', async () => {
    const { user, home, deviceClass } = emulator.seeds.cloud;
    const started = await call('POST', `/homes/${home.id}/deviceProvisioning`, user.token, { deviceClass });
    const { token } = started.json as { token: string };
    const made = await fetch(`${rest}/devices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'GoDeviceSDK/4' },
      body: JSON.stringify({ token }),
    });
    const { id, apiKey } = (await made.json()) as { id: number; apiKey: string };
    expect((await call('GET', `/devices/${id}`, apiKey)).json).toMatchObject({ id, deviceClass });

    const login = {
      protocolVersion: 4,
      clientId: '',
      clean: true,
      username: String(id),
      password: apiKey,
    } as const;
    const options = { ...login, reconnectPeriod: 0 };
    const client =
      over === 'TCP'
        ? await connectAsync(`mqtt://localhost:${mqttPort}`, options)
        : new MqttClient(() => createWebSocketStream(new WebSocket(`ws://localhost:${mqttPort}`)), options);
    if (!client.connected) await new Promise<void>((resolve) => client.once('connect', () => resolve()));
    const heard: unknown[] = [];
    client.on('message', (topic, payload) => heard.push([topic, JSON.parse(String(payload))]));
    await client.subscribeAsync([`/devices/${id}/command`, `/devices/${id}/kv`]);
    await expect.poll(() => heard).toMatchObject([[`/devices/${id}/kv`, { action: 'reload', numItems: 0 }]]);
    const event = JSON.stringify({ eventType: 'reading', eventData: {} });
    for (const qos of [0, 1] as const) await client.publishAsync(`/devices/${id}/event`, event, { qos });
    expect((await call('PUT', `/devices/${id}/command`, user.token, { action: 'doEcho' })).status).toBe(204);
    expect((await call('PUT', `/devices/${id}/kv/mode`, user.token, { value: 'eco' })).status).toBe(204);
    await expect
      .poll(() => heard.slice(1))
      .toEqual([
        [`/devices/${id}/command`, { action: 'doEcho' }],
        [`/devices/${id}/kv`, { action: 'set', rev: 1, key: 'mode', value: 'eco' }],
      ]);
    await client.endAsync();
  });
});

it('the outbox is read over HTTP, with the admin token only', async () => {
  const read = (token: string) =>
    fetch(`${rest}/_emulator/outbox`, { headers: { authorization: `Bearer ${token}` } });
  expect((await read('test-token')).status).toBe(401);
  expect(await (await read(emulator.adminToken)).text()).toContain('somebody@example.com');
});

it.each(['', ' '])('Arduino: names the websocket protocol %j, which is none', async (protocol) => {
  const { device } = emulator.seeds.cloud;
  for (const [address, path] of [
    [emulator.url, `/devices/${device.id}/command`],
    [emulator.mqttUrl, '/'],
  ] as const) {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const lines = [
      `GET ${path} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Protocol:${protocol}`,
      `Authorization: ModeCloud ${device.apiKey}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 101 /);
    expect(answer.toString('latin1')).not.toMatch(/sec-websocket-protocol/i);
    socket.destroy();
  }
});
