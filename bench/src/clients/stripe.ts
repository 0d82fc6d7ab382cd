import Stripe from 'stripe';
import { reportPath } from '../server/report.ts';
import type { OpenClient } from './client.ts';

export const open: OpenClient = (url) => {
  const { hostname, port } = new URL(url);
  const stripe = new Stripe('test-token', {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
  });
  // It takes no AbortSignal.
  return () => stripe.rawRequest('GET', reportPath);
};
