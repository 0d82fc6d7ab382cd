import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve, serveInTurn } from '../../test/server.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import type { Turn } from '../limits/limiter.ts';

describe('a limiter', () => {
  it('is asked for each attempt, before anything is sent, and told what would be', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 503, { 'retry-after': '0' }),
      (_request, response) => json(response, { id: 'a' }),
    );
    const key = modeCloudKey('test-key');
    const turns: (Turn & { readonly sent: number })[] = [];
    const turn = async (turn: Turn): Promise<void> =>
      void turns.push({ ...turn, sent: server.received.length });
    await engineFor(server.url, { limiter: { turn } }, key).call('things.get', { thing: 'a' });
    const told = { operation: 'things.get', method: 'GET', path: '/things/{thing}', credential: key };
    expect(turns).toMatchObject([
      { ...told, sent: 0 },
      { ...told, sent: 1 },
    ]);
    expect(turns[0]?.left()).toBeLessThanOrEqual(60_000);
  });

  it('asks for no credential where none is sent', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    let asked = 0;
    const provider = {
      name: 'vault',
      provide: () => {
        asked += 1;
        return Promise.reject(new Error('the vault is down'));
      },
    };
    const turns: Turn[] = [];
    const turn = async (turn: Turn): Promise<void> => void turns.push(turn);
    const engine = engineFor(server.url, { limiter: { turn } }, provider);
    expect(await engine.call('sessions.create', {})).toMatchObject({ status: 200 });
    expect(turns).toMatchObject([{ operation: 'sessions.create', credential: undefined }]);
    expect(asked).toBe(0);
    expect(server.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('that refuses fails the call with its own error, and nothing is sent', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const refusal = new RangeError('not today');
    const engine = engineFor(server.url, { limiter: { turn: () => Promise.reject(refusal) } });
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toBe(refusal);
    expect(await rejection(engine.bytes('things.download', { thing: 'a' }))).toBe(refusal);
    expect(server.connections()).toBe(0);
  });
});
