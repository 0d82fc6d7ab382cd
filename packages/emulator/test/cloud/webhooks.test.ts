import { IotClient, modeCloudKey, verifyWebhook } from '@bimodal/iot-client';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startEmulator } from '../../src/index.ts';

it('events are delivered with a signature, and again until they are taken', async () => {
  const received: { readonly body: string; readonly signature: unknown; readonly type: unknown }[] = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // Ports are given anew: what another program still sends to this one is not meant.
      if (request.url !== '/hook?a=1') return void response.writeHead(404).end();
      const { 'x-mode-signature': signature, 'content-type': type } = request.headers;
      received.push({ body: Buffer.concat(chunks).toString('utf8'), signature, type });
      return void response.writeHead(received.length === 1 ? 503 : 200).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?a=1`;
  const key = 'test-secret';
  await using emulator = await startEmulator({
    cloudWebhooks: [
      { url, key, events: ['reading'] },
      { url: 'http://127.0.0.1:9/', key },
    ],
  });
  try {
    const { device, home } = emulator.seeds.cloud;
    await using own = new IotClient({ credential: modeCloudKey(device.apiKey), baseUrl: emulator.url });
    await own.devices.sendEvent({ device: device.id, eventType: 'other' });
    await own.devices.sendEvent({ device: device.id, eventType: 'reading', eventData: { text: 'grüße' } });
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(2);
    expect(received[0]).toEqual(received[1]);
    const [{ body, signature, type } = { body: '', signature: '', type: '' }] = received;
    expect(type).toBe('application/json');
    expect(JSON.parse(body)).toMatchObject({
      homeId: home.id,
      eventType: 'reading',
      eventData: { text: 'grüße' },
      originDeviceId: device.id,
    });
    expect(verifyWebhook({ url, key, body, signature: String(signature) })).toBe(true);
    expect(verifyWebhook({ url, key: 'test-key', body, signature: String(signature) })).toBe(false);
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});
