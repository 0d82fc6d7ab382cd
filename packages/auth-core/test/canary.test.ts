import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as core from '../src/index.ts';
import * as internal from '../src/internal.ts';
import { deaf, facts } from './engine.ts';
import { json, serve, type TestServer } from './server.ts';

const run = promisify(execFile);
/** Looked for in everything that comes out, as it is and in base64. */
const canary = 'test-secret-canary';
const forms = [canary, Buffer.from(canary).toString('base64').slice(0, -3)];

/** Every way in which a value could be shown. */
function shown(value: unknown): string {
  const texts = [inspect(value, { depth: 10, showHidden: true, getters: true }), String(value)];
  texts.push(JSON.stringify(value) ?? '');
  if (typeof value === 'object' && value !== null)
    texts.push(inspect({ ...value }, { depth: 10, showHidden: true }));
  if (value instanceof Error) texts.push(value.stack ?? '', shown(value.cause));
  return texts.join('\n');
}

function expectHidden(value: unknown): void {
  const text = shown(value);
  for (const form of forms) expect(text).not.toContain(form);
}

/** What a call gives or throws, at once or later. */
async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'bimodal-canary-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const parts = { token: 'test-token', secret: canary };
const key = core.modeCloudKey(canary);
const script = (line: string): string[] => [process.execPath, '-e', line];
const provided = (provider: core.CredentialProvider): unknown => provider.provide({ refused: undefined });
const file = (): string => join(folder, 'credentials.toml');

/** Each public function, with the canary wherever a secret may go, well formed and not. */
const uses: Readonly<Record<string, readonly (() => unknown)[]>> = {
  basic: [
    () => core.basic(parts),
    () => core.basic({ ...parts, token: `${canary}:x` }),
    () => core.basic({ ...parts, secret: `${canary}\n` }),
  ],
  modeCloudKey: [() => key, () => core.modeCloudKey(`${canary} x`), () => core.modeCloudKey(`${canary}\0`)],
  // What it is for is to give the key; only its refusal has to hide one.
  keyOf: [() => core.keyOf(core.basic(parts))],
  signatureToken: [
    () => core.signatureToken({ token: canary, accessKey: canary, accessSecret: canary }),
    () => core.signatureToken({ token: 'a', accessKey: `${canary}:`, accessSecret: `${canary}\r` }),
  ],
  Credential: [
    () => new core.Credential({ scheme: 'Basic', authorization: canary, secrets: [canary] }),
    () => key.with({ kind: 'user' }),
  ],
  cached: [() => core.cached(core.given(key)), () => provided(core.cached(core.given(key)))],
  given: [() => core.given(key), () => provided(core.given(key))],
  chain: [() => provided(core.chain(core.given(undefined), core.given(key)))],
  analyticsEnvironment: [
    () =>
      provided(
        core.analyticsEnvironment({ MODE_ANALYTICS_TOKEN: 'test-token', MODE_ANALYTICS_SECRET: canary }),
      ),
    () => provided(core.analyticsEnvironment({ MODE_ANALYTICS_SECRET: canary })),
    () =>
      provided(
        core.analyticsEnvironment({ MODE_ANALYTICS_TOKEN: canary, MODE_ANALYTICS_SECRET: `${canary}\n` }),
      ),
  ],
  cloudEnvironment: [
    () => provided(core.cloudEnvironment({ MODE_CLOUD_KEY: canary })),
    () =>
      provided(
        core.cloudEnvironment({
          MODE_CLOUD_KEY: `${canary}\n`,
          MODE_CLOUD_BASE_URL: `https://${canary}@x.test`,
        }),
      ),
  ],
  analyticsCommand: [
    () =>
      provided(core.analyticsCommand(script(`console.log('{"token":"${canary}","secret":"${canary}"}')`))),
    () => provided(core.analyticsCommand(script(`console.error('${canary}'); process.exit(1)`))),
  ],
  cloudCommand: [
    () => provided(core.cloudCommand(script(`console.log('${canary}')`))),
    () => provided(core.cloudCommand(['bimodal-no-such-program', canary])),
  ],
  saveProfile: [
    () => core.saveProfile('analytics', parts, { file: file() }),
    () => core.saveProfile('cloud', { key: `${canary}\n` }, { file: file() }),
    () => core.saveProfile('cloud', { key: canary }, { file: file(), profile: 'x/y' }),
  ],
  analyticsProfile: [() => provided(core.analyticsProfile({ file: file() }))],
  cloudProfile: [() => provided(core.cloudProfile({ file: file(), profile: 'other' }))],
  analyticsDefault: [() => core.analyticsDefault()],
  cloudDefault: [() => core.cloudDefault()],
  fetchTransport: [() => core.fetchTransport(), () => core.fetchTransport().open()],
  rateLimit: [() => core.rateLimit({ requests: 1, seconds: 1 })],
};

/** Made by the calls below, no function that a secret could be given to, or one that gives back what it is given. */
const elsewhere: ReadonlySet<string> = new Set([
  'Call',
  'List',
  'safeFileName',
  'milliseconds',
  'ownCopy',
  'handedOn',
  'cover',
  'through',
  'tlsDefaults',
  'replaceFile',
]);

describe('a canary secret', () => {
  it('is given to every public function', () => {
    const functions = Object.entries(core).filter(([, value]) => typeof value === 'function');
    const errors = functions.filter(([name]) => name.endsWith('Error')).map(([name]) => name);
    const names = functions
      .map(([name]) => name)
      .filter((name) => !errors.includes(name) && !elsewhere.has(name));
    expect(names.toSorted()).toEqual(Object.keys(uses).toSorted());
  });

  it.each(Object.keys(uses))('does not come out of %s', async (name) => {
    for (const use of uses[name] ?? []) expectHidden(await outcome(use));
  });

  it('does not come out of calls, whatever becomes of them', async () => {
    const notices: unknown[] = [];
    const listen = (notice: unknown): void => void notices.push(notice);
    core.attemptChannel.subscribe(listen);
    core.mismatchChannel.subscribe(listen);
    onTestFinished(() => {
      core.attemptChannel.unsubscribe(listen);
      core.mismatchChannel.unsubscribe(listen);
    });
    const server = await echoingServer();
    for (const credential of [
      key,
      core.basic(parts),
      core.signatureToken({ token: 'a', accessKey: 'b', accessSecret: canary }),
    ]) {
      const engine = new internal.Engine(
        facts,
        { baseUrl: server.url, retries: 0, timeout: 2_000 },
        credential,
      );
      const caller = new internal.EngineCaller(engine);
      const calls = [
        '400',
        '401',
        '403',
        '404',
        '409',
        '418',
        '429',
        '500',
        '302',
        'html',
        'broken',
        'cut',
        'mismatch',
      ].map((thing) => caller.call('things.get', { thing }));
      const list = caller.list('things.listByCursor', {});
      const hanging = caller.call('things.get', { thing: 'hang' }, { timeout: 300 });
      const download = caller.bytes('things.download', { thing: '500' });
      const outcomes = Promise.all([...calls, list, hanging, download].map((call) => outcome(() => call)));
      for (const value of [engine, caller, ...calls, list, hanging, download]) expectHidden(value);
      // What a call returns is the server's own data; everything else is ours.
      for (const result of await outcomes) if (result instanceof Error) expectHidden(result);
      expectHidden(await outcome(() => engine.socket('things.listen', { thing: '401' }, deaf)));
      await engine.close();
    }
    expect(notices.length).toBeGreaterThan(10);
    expectHidden(notices);
  });

  it('is not in what a crash prints', async () => {
    const source = (name: string): string => JSON.stringify(join(import.meta.dirname, `../src/${name}.ts`));
    for (const thrown of [
      'credential',
      '{ credential }',
      'Object.assign(new Error("x"), { credential, engine })',
      'new Error("x", { cause: engine })',
    ]) {
      const program = `
        import { modeCloudKey } from ${source('index')};
        import { Engine } from ${source('internal')};
        const credential = modeCloudKey(process.argv[1]);
        const facts = { platform: { name: 'x', productionUrl: 'https://x.test', readFailure: () => ({}), credentialAdvice: '' }, product: 'x' };
        const engine = new Engine(facts, {}, credential);
        console.log(credential, engine);
        throw ${thrown};`;
      const crashed = await run(process.execPath, ['--input-type=module', '-e', program, canary]).catch(
        (error: { stdout: string; stderr: string }) => error,
      );
      expect(crashed.stderr).not.toBe('');
      for (const form of forms) expect(crashed.stdout + crashed.stderr).not.toContain(form);
    }
  });
});

/** Answers with whatever it was sent, credential included, in every unfortunate way. */
function echoingServer(): Promise<TestServer> {
  return serve((request, response) => {
    const what = request.url?.split('/')[2] ?? '';
    const sent = request.headers['authorization'] ?? '';
    const bare = sent.split(' ')[1] ?? '';
    const echo = { id: 5, code: bare, message: `${sent} and ${Buffer.from(bare, 'base64').toString()}` };
    response.setHeader('x-request-id', 'r1');
    if (/^\d{3}$/.test(what)) {
      response.setHeader('location', `https://elsewhere.test/?key=${bare}`);
      json(response, echo, Number(what));
    } else if (what === 'html') response.setHeader('content-type', 'text/html').end(`<p>${sent}</p>`);
    else if (what === 'broken') response.setHeader('content-type', 'application/json').end(`{"${sent}`);
    else if (what === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write(`{"id":"${sent}`, () => response.destroy());
    } else if (what !== 'hang') json(response, echo);
  });
}
