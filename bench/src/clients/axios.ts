import axios from 'axios';
import { reportPath } from '../server/report.ts';
import { keepAlive } from './keep-alive.ts';
import type { OpenClient } from './client.ts';

export const open: OpenClient = (url) => {
  const client = axios.create({
    baseURL: url,
    auth: { username: 'test-token', password: 'test-secret' },
    httpAgent: keepAlive(),
  });
  return async (signal) => (await client.get(reportPath, { ...(signal && { signal }) })).data;
};
