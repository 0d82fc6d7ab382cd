import { Agent, request } from 'undici';
import { reportPath } from '../server/report.ts';
import type { OpenClient } from './client.ts';

const authorization = `Basic ${Buffer.from('test-token:test-secret').toString('base64')}`;

export const open: OpenClient = (url) => {
  const dispatcher = new Agent({ connections: 50 });
  return async (signal) => {
    const { body } = await request(url + reportPath, {
      dispatcher,
      headers: { accept: 'application/hal+json', authorization },
      signal: signal ?? null,
    });
    return JSON.parse(await body.text());
  };
};
