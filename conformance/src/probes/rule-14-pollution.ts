import { fail, notApplicable, type Probe, type Rule, type Stage } from '../probe.ts';
import { thing } from '../servers/answers.ts';
import { ServerApart, type SeenApart } from '../servers/server-apart.ts';
import { resolution, settle } from '../settle.ts';
import { inputNames, optionsPointing } from './polluted-names.ts';

const options: Probe = {
  id: '14a',
  name: 'a polluted prototype sets no option of a call',
  limit: 60_000,
  run: (stage) => unmoved(stage, optionsPointing),
};

const inputs: Probe = {
  id: '14b',
  name: 'nor any field of an input',
  limit: 60_000,
  run: (stage) => unmoved(stage, () => inputNames),
};

const changed: Probe = {
  id: '14c',
  name: 'input changed once the call has begun changes nothing',
  run: async (stage) => {
    const server = await ServerApart.start(thing);
    const client = await stage.client({ url: server.url });
    for (const turn of ['first', 'second']) {
      await resolution(() => client.create({ text: 'before', changeTo: 'after' }), 10_000);
      const [seen] = await server.take();
      if (seen === undefined) fail('nothing was sent');
      if (!seen.body.includes('before')) fail(`the ${turn} call sent what it was changed to`);
    }
  },
};

const changedOptions: Probe = {
  id: '14d',
  name: 'nor do options changed once the client is made',
  run: async (stage) => {
    const server = await ServerApart.start(thing);
    const headers: Record<string, string> = { 'x-own': 'before' };
    const client = await stage.client({ url: server.url, headers });
    headers['x-own'] = 'after';
    headers['x-more'] = 'after';
    await resolution(() => client.get(), 10_000);
    const [seen] = await server.take();
    if (seen?.headers['x-own'] === undefined && seen?.headers['x-more'] === undefined) {
      notApplicable('takes no headers');
    }
    if (JSON.stringify(seen).includes('after')) fail('the call sent what they were changed to');
  },
};

const answer: Probe = {
  id: '14e',
  name: 'an answer with a "__proto__" key pollutes nothing',
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(
          '{"id":"1","token":"1","__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
        );
    });
    const client = await stage.client({ url: server.url });
    await settle(() => client.get(), 10_000);
    if (Reflect.get({}, 'polluted') !== undefined) fail('it does');
  },
};

/** With each name polluted in turn, a client made before and one made after must send what they sent without. */
async function unmoved(
  stage: Stage,
  namesOf: (elsewhere: string) => Readonly<Record<string, unknown>>,
): Promise<void> {
  const server = await ServerApart.start(thing);
  const elsewhere = await ServerApart.start(thing);
  const early = await stage.client({ url: server.url, timeout: 5000, retries: 0 });
  const calls = async (client: typeof early): Promise<string> => {
    const results = [
      await settle(() => client.get(), 3000),
      await settle(() => client.create({ text: 'one' }), 3000),
    ];
    const states = results.map((settled) => settled.state).join();
    return `${states} ${textOf(await server.take())}`;
  };
  await calls(early);
  const expected = await calls(early);
  const moved: string[] = [];
  for (const [name, value] of Object.entries(namesOf(elsewhere.url))) {
    Reflect.set(Object.prototype, name, value);
    try {
      const late = await settle(() => stage.client({ url: server.url, timeout: 5000, retries: 0 }), 3000);
      const found = [await calls(early)];
      if (late.state === 'resolved') found.push(await calls(late.value as typeof early));
      if (late.state !== 'resolved' || found.some((text) => text !== expected)) moved.push(name);
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
  }
  const stolen = await elsewhere.take();
  if (stolen.length > 0) fail(`requests went elsewhere (moved by ${moved.join(', ')})`);
  if (moved.length > 0) fail(`moved by ${moved.join(', ')}`);
}

/** What must not differ: everything but what is meant to be new each time. */
function textOf(seen: readonly SeenApart[]): string {
  const fresh = new Set(['idempotency-key', 'x-stripe-client-telemetry', 'connection']);
  return JSON.stringify(
    seen.map(({ method, url, headers, body }) => ({
      method,
      url,
      headers: Object.entries(headers)
        .filter(([name]) => !fresh.has(name))
        .toSorted(([one], [other]) => one.localeCompare(other)),
      body,
    })),
  );
}

export const pollution: Rule = {
  number: 14,
  title: 'Options and inputs are copied by own keys',
  probes: [options, inputs, changed, changedOptions, answer],
};
