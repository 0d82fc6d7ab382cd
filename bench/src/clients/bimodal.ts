import { AnalyticsClient } from '@bimodal/analytics-client';
import { basic } from '@bimodal/auth-core';
import { reportToken } from '../server/report.ts';
import type { OpenClient } from './client.ts';

export const open: OpenClient = (url) => {
  const credential = basic({ token: 'test-token', secret: 'test-secret' });
  // Validation on: every answer is judged, and one that differs from the contract would end the run.
  const mode = new AnalyticsClient({ workspace: 'acme', credential, baseUrl: url, validate: 'strict' });
  return (signal) => mode.reports.get({ report: reportToken }, { signal });
};
