import { describe, expect, it } from 'vitest';
import { engineFor } from '../../test/engine.ts';
import { json, serve } from '../../test/server.ts';

const thing = { id: 'a', name: null };

describe('a request', () => {
  it('has its own headers, those that are given, and the credential’s last', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url, { userAgent: 'mine/2', headers: { 'X-Team': 'a' } });
    await engine.call('things.get', { thing: 'a', fields: 'x y' }, { headers: { 'x-trace': 't' } });
    const [request] = server.received;
    expect(request?.method).toBe('GET');
    expect(request?.path).toBe('/things/a?fields=x%20y');
    expect(request?.rawHeaders.filter((_, index) => index > 1)).toEqual([
      'connection',
      'keep-alive',
      'accept',
      'application/json',
      'accept-encoding',
      'gzip',
      'user-agent',
      'things/1.0.0 mine/2',
      'x-team',
      'a',
      'x-trace',
      't',
      'authorization',
      'ModeCloud test-key',
    ]);
  });

  it('sends a body as JSON, with its length', async () => {
    const server = await serve((_request, response) => json(response, thing));
    await engineFor(server.url).call('things.create', { name: 'é' });
    const [request] = server.received;
    expect(request?.body).toBe('{"name":"é"}');
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '13' });
  });

  it('has each header once: a call’s own takes the place of the client’s, and that of the usual one', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url, { headers: { accept: 'application/hal+json', 'x-team': 'a' } });
    await engine.call('things.get', { thing: 'a' }, { headers: { 'X-Team': 'b' } });
    const raw = server.received[0]?.rawHeaders.map((text) => text.toLowerCase()) ?? [];
    expect(raw.filter((text) => text === 'accept')).toHaveLength(1);
    expect(raw.filter((text) => text === 'x-team')).toHaveLength(1);
    expect(server.received[0]?.headers).toMatchObject({ accept: 'application/hal+json', 'x-team': 'b' });
  });

  it('goes below the path of the base URL', async () => {
    const server = await serve((_request, response) => json(response, thing));
    await engineFor(`${server.url}/proxy/`).call('things.get', { thing: 'a' });
    expect(server.received[0]?.path).toBe('/proxy/things/a');
  });
});
