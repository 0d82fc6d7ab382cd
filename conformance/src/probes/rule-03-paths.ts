import { fail, type Probe, type Rule, type Stage } from '../probe.ts';
import { carries } from '../secrets.ts';
import { things } from '../servers/answers.ts';
import { settle } from '../settle.ts';

const absolute: Probe = {
  id: '3a',
  name: 'no absolute URL where a path belongs',
  run: (stage) => astray(stage, (there) => `${there}/stolen`),
};

const protocolRelative: Probe = {
  id: '3b',
  name: 'nor one that begins with two slashes',
  run: (stage) => astray(stage, (there) => `${there.replace('http:', '')}/stolen`),
};

async function astray(stage: Stage, pathTo: (origin: string) => string): Promise<void> {
  const there = await stage.serve(things);
  const here = await stage.serve(things);
  const client = await stage.client({ url: here.url, retries: 0 });
  await settle(() => client.request(pathTo(there.url)), 10_000);
  if (there.requests.some((seen) => carries(seen))) fail('the credential went to the other host');
  if (there.requests.length > 0) fail('the request went to the other host');
}

const encoded: Probe = {
  id: '3c',
  name: 'a path parameter is encoded: ../admin?x=1#y',
  run: async (stage) => {
    const server = await stage.serve(things);
    const client = await stage.client({ url: server.url, retries: 0 });
    await settle(() => client.get('plain'), 10_000);
    const [plain] = server.requests;
    if (plain === undefined) fail('nothing was sent');
    await settle(() => client.get('../admin?x=1#y'), 10_000);
    const [, wild] = server.requests;
    // Refusing it is as good as encoding it.
    if (wild === undefined) return;
    const [before = '', after = ''] = plain.url.split('plain');
    const segment = wild.url.slice(before.length, wild.url.length - after.length);
    const inPlace = wild.url.startsWith(before) && wild.url.endsWith(after) && !/[/?#]/.test(segment);
    if (!inPlace || decodeURIComponent(segment) !== '../admin?x=1#y') fail(`it became ${wild.url}`);
  },
};

const dots: Probe = {
  id: '3d',
  name: '"..", "." and "" are refused as path parameters',
  run: async (stage) => {
    const server = await stage.serve(things);
    const client = await stage.client({ url: server.url, retries: 0 });
    for (const id of ['..', '.', '']) {
      const settled = await settle(() => client.get(id), 10_000);
      const [seen] = server.requests;
      if (seen !== undefined) fail(`"${id}" was sent, as ${seen.url}`);
      if (settled.state !== 'rejected') fail(`"${id}" was not refused`);
    }
  },
};

export const paths: Rule = {
  number: 3,
  title: 'Paths are paths, and their parameters are encoded',
  probes: [absolute, protocolRelative, encoded, dots],
};
