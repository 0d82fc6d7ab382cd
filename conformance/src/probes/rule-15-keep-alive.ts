import type { Socket } from 'node:net';
import { fail, type Probe, type Rule } from '../probe.ts';
import { json, thing } from '../servers/answers.ts';
import type { Answer } from '../servers/local-server.ts';
import { describe, settle } from '../settle.ts';

/** A second request on one of these connections meets a server that is just closing it for having been idle. */
function closing(idle: ReadonlySet<Socket>, served: (socket: Socket) => void): Answer {
  return (_seen, response, socket) => {
    if (idle.has(socket)) {
      socket.destroy();
      return;
    }
    served(socket);
    json(response, thing);
  };
}

const oneByOne: Probe = {
  id: '15a',
  name: 'a server closing idle connections: no GET fails',
  limit: 60_000,
  run: async (stage) => {
    const idle = new Set<Socket>();
    const server = await stage.serve(closing(idle, (socket) => idle.add(socket)));
    const client = await stage.client({ url: server.url });
    for (let count = 0; count < 6; count += 1) {
      const settled = await settle(() => client.get(), 20_000);
      if (settled.state === 'rejected') fail(`one failed: ${describe(settled.error)}`);
      if (settled.state === 'pending') fail('one hung');
    }
  },
};

const together: Probe = {
  id: '15b',
  name: 'nor does one of ten at once',
  limit: 60_000,
  run: async (stage) => {
    const idle = new Set<Socket>();
    const used = new Set<Socket>();
    const server = await stage.serve(closing(idle, (socket) => used.add(socket)));
    const client = await stage.client({ url: server.url });
    for (let wave = 0; wave < 2; wave += 1) {
      // What the first wave left idle is closed; connections made later are not.
      if (wave === 1) for (const socket of used) idle.add(socket);
      const calls = Array.from({ length: 10 }, () => settle(() => client.get(), 20_000));
      for (const settled of await Promise.all(calls)) {
        if (settled.state === 'rejected') fail(`one failed: ${describe(settled.error)}`);
        if (settled.state === 'pending') fail('one hung');
      }
    }
  },
};

export const keepAlive: Rule = {
  number: 15,
  title: 'Keep-alive races never surface',
  probes: [oneByOne, together],
};
