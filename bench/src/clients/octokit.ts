import { Octokit } from 'octokit';
import { reportToken } from '../server/report.ts';
import type { OpenClient } from './client.ts';

export const open: OpenClient = (url) => {
  const octokit = new Octokit({ baseUrl: url, auth: 'test-token' });
  return async (signal) => {
    const { data } = await octokit.request('GET /api/{workspace}/reports/{report}', {
      workspace: 'acme',
      report: reportToken,
      ...(signal && { request: { signal } }),
    });
    return data;
  };
};
