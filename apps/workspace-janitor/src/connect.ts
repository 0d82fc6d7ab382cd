import { AnalyticsClient, rateLimit } from '@bimodal/analytics-client';
import type { Connected } from './connected.ts';
import { openOwnWorkspace } from './own-workspace.ts';

/**
 * The workspace that the environment names; where it names nothing, one on this machine. Nobody publishes how many
 * requests Mode Analytics takes: people report trouble above one or two in a second.
 *
 * @param rate requests in a second; 2 by default.
 */
export async function connect(rate: number | undefined): Promise<Connected> {
  const isNamed = Object.keys(process.env).some((name) => /^(MODE_ANALYTICS_|BIMODAL_PROFILE$)/.test(name));
  if (!isNamed) return openOwnWorkspace(rate);
  const mode = new AnalyticsClient({
    limiter: rateLimit({ requests: rate ?? 2, seconds: 1 }),
    userAgent: 'workspace-janitor',
  });
  await mode.verify();
  return {
    mode,
    origin: mode.toJSON().origin ?? '',
    isOwn: false,
    [Symbol.asyncDispose]: () => mode.close(),
  };
}
