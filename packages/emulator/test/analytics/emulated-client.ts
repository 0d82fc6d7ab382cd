import { AnalyticsClient, type AnalyticsClientOptions } from '@bimodal/analytics-client';
import { basic } from '@bimodal/auth-core';
import type { SeededKeys } from '../../src/analytics/seeds/people.ts';
import type { Emulator } from '../../src/index.ts';

/** The public client, which takes nothing from the emulator that its contract does not say. */
export function clientOf(
  emulator: Emulator,
  as: keyof SeededKeys = 'workspace',
  options: AnalyticsClientOptions = {},
): AnalyticsClient {
  return new AnalyticsClient({
    baseUrl: emulator.url,
    workspace: emulator.seeds.analytics.workspace,
    credential: basic(emulator.seeds.analytics.keys[as]),
    validate: 'strict',
    ...options,
  });
}
