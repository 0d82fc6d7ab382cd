import got from 'got';
import { reportPath } from '../server/report.ts';
import { keepAlive } from './keep-alive.ts';
import type { OpenClient } from './client.ts';

export const open: OpenClient = (url) => {
  const client = got.extend({
    prefixUrl: url,
    username: 'test-token',
    password: 'test-secret',
    agent: { http: keepAlive() },
  });
  return (signal) => client(reportPath.slice(1), { ...(signal && { signal }) }).json();
};
