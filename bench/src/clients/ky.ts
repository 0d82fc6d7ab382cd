import ky from 'ky';
import { reportPath } from '../server/report.ts';
import type { OpenClient } from './client.ts';

const authorization = `Basic ${Buffer.from('test-token:test-secret').toString('base64')}`;

export const open: OpenClient = (url) => {
  const client = ky.create({ baseUrl: url, headers: { authorization } });
  return (signal) => client.get(reportPath, { ...(signal && { signal }) }).json();
};
