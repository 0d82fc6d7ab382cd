import { fail, notApplicable, type Probe, type Rule } from '../probe.ts';
import { json, thing } from '../servers/answers.ts';
import { brief, rejection, settle } from '../settle.ts';

const status: Probe = {
  id: '7a',
  name: 'a 429 or 500 is an error whatever its body looks like',
  run: async (stage) => {
    for (const code of [429, 500]) {
      const server = await stage.serve((_seen, response) => json(response, thing, code));
      const client = await stage.client({ url: server.url, retries: 0 });
      await rejection(() => client.get(), 10_000);
    }
  },
};

const page: Probe = {
  id: '7b',
  name: "so is a 200 with a page of HTML (a proxy's login)",
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Log in</body></html>');
    });
    const client = await stage.client({ url: server.url, retries: 0 });
    await rejection(() => client.get(), 10_000);
  },
};

const empty: Probe = {
  id: '7c',
  name: 'so is a 200 without a body',
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '0' }).end();
    });
    const client = await stage.client({ url: server.url, retries: 0 });
    await rejection(() => client.get(), 10_000);
  },
};

const otherSchema: Probe = {
  id: '7d',
  name: 'an answer unlike its schema is told (or an error)',
  run: async (stage) => {
    if (['got', 'axios'].includes(stage.adapter.name)) notApplicable('knows no schema');
    const told: unknown[] = [];
    const server = await stage.serve((_seen, response) => json(response, { id: 17, token: { no: 'text' } }));
    const client = await stage.client({
      url: server.url,
      retries: 0,
      log: (entry) => {
        if (/expected|must be|mismatch/i.test(JSON.stringify(entry))) told.push(entry);
      },
    });
    const settled = await settle(() => client.get(), 10_000);
    if (settled.state === 'resolved' && told.length === 0)
      fail(`taken without a word: ${brief(settled.value)}`);
  },
};

export const success: Rule = {
  number: 7,
  title: 'Success is decided by status, content type, schema',
  probes: [status, page, empty, otherSchema],
};
