import OpenAI from 'openai';
import { reportPath } from '../server/report.ts';
import type { OpenClient } from './client.ts';

export const open: OpenClient = (url) => {
  const openai = new OpenAI({ apiKey: 'test-token', baseURL: url });
  return (signal) => openai.get(reportPath, { signal: signal ?? null });
};
