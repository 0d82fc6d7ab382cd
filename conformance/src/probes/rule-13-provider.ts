import { fail, notApplicable, type Probe, type Rule } from '../probe.ts';
import { things } from '../servers/answers.ts';
import { rejection, resolution, settle } from '../settle.ts';

class VaultError extends Error {}

const broken = async (): Promise<string> => {
  throw new VaultError('The vault is shut.');
};

const rejects: Probe = {
  id: '13a',
  name: 'a rejecting provider rejects the call, with its cause',
  run: async (stage) => {
    const server = await stage.serve(things);
    const client = await stage.client({ url: server.url, credential: broken });
    const error = await rejection(() => client.get(), 8000);
    if (server.requests.length > 0) fail('a request was sent all the same');
    if (!causes(error).some((cause) => cause instanceof VaultError)) fail('the cause is lost');
  },
};

const derived: Probe = {
  id: '13b',
  name: 'a derived promise is no second, unhandled rejection',
  run: async (stage) => {
    const server = await stage.serve(things);
    const client = await stage.client({ url: server.url, credential: broken });
    let tried = 0;
    for (const name of ['withResponse', 'asResponse']) {
      const call = client.get();
      const derive: unknown = Reflect.get(call, name);
      if (typeof derive === 'function') {
        tried += 1;
        await rejection(() => Reflect.apply(derive, call, []), 8000);
      } else {
        await settle(() => call, 8000);
      }
    }
    if (tried === 0) notApplicable('gives a plain promise');
  },
};

const silent: Probe = {
  id: '13c',
  name: 'a provider that never answers is given up in time',
  run: async (stage) => {
    const server = await stage.serve(things);
    const warm = await stage.client({ url: server.url });
    await resolution(() => warm.get(), 10_000);
    const client = await stage.client({
      url: server.url,
      credential: () => new Promise(() => undefined),
      timeout: 1000,
      retries: 0,
    });
    await rejection(() => client.get(), 6000);
  },
};

function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  let next = error;
  while (next instanceof Error && chain.length < 10) {
    chain.push(next);
    next = next.cause;
  }
  return chain;
}

export const provider: Rule = {
  number: 13,
  title: 'A rejecting credential provider rejects the call, once',
  probes: [rejects, derived, silent],
};
