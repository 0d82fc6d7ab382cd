import type { Json } from '../kernel/documents.ts';

/** Source: documented. */
export const states = { alerting: 1, recovered: 2, obsolete: 3, ineffective: 4 } as const;

/** An alert, as far as the emulator reads it again. */
export interface Alert extends Json {
  readonly id: string;
  readonly homeId: number;
  readonly alertRuleId: number;
  readonly entityId: string;
  readonly state: number;
  readonly severity: number;
}
