import { fail, notApplicable, type Probe, type Rule } from '../probe.ts';
import { printed, secret, shows } from '../secrets.ts';
import { things } from '../servers/answers.ts';
import { settle } from '../settle.ts';

const controls = { CR: '\r', LF: '\n', NUL: '\0', CRLF: '\r\n' };

const silent: Probe = {
  id: '4a',
  name: 'CR, LF, NUL in a credential: refused, value not shown',
  run: async (stage) => {
    const server = await stage.serve(things);
    for (const [name, control] of Object.entries(controls)) {
      const credential = `${secret}${control}x-injected: yes`;
      const settled = await settle(async () => {
        const client = await stage.client({ url: server.url, credential, retries: 0 });
        await client.get();
      }, 10_000);
      if (server.requests.length > 0) fail(`with ${name} it was sent, altered`);
      if (settled.state !== 'rejected') fail(`with ${name} it was not refused`);
      if (shows(printed(settled.error))) fail(`the error for ${name} shows the value`);
    }
  },
};

const atOnce: Probe = {
  id: '4b',
  name: 'refused when the client is made, not only at a call',
  run: async (stage) => {
    const server = await stage.serve(things);
    for (const [name, control] of Object.entries(controls)) {
      const settled = await settle(
        () => stage.client({ url: server.url, credential: `${secret}${control}x-injected: yes` }),
        10_000,
      );
      if (settled.state !== 'rejected') fail(`one with ${name} was taken`);
    }
  },
};

const headers: Probe = {
  id: '4c',
  name: 'the same in a header: refused, value not shown',
  run: async (stage) => {
    const server = await stage.serve(things);
    for (const [name, control] of Object.entries(controls)) {
      const settled = await settle(async () => {
        const headers = { 'x-own': `test-key${control}x-injected: yes` };
        const client = await stage.client({ url: server.url, headers, retries: 0 });
        await client.get();
      }, 10_000);
      if (server.requests.some((seen) => seen.headers['x-own'] === undefined)) {
        notApplicable('takes no headers');
      }
      if (server.requests.length > 0) fail(`with ${name} it was sent`);
      if (settled.state !== 'rejected') fail(`with ${name} it was not refused`);
      if (shows(printed(settled.error), 'test-key')) fail(`the error for ${name} shows the value`);
    }
  },
};

export const control: Rule = {
  number: 4,
  title: 'Control characters are refused, and not shown',
  probes: [silent, atOnce, headers],
};
