import type { Credential } from '@bimodal/iot-client';

/** Who the agent is on the platform. */
export interface Identity {
  readonly device: number;
  /** Undefined where the key is the environment's: `MODE_CLOUD_KEY`. */
  readonly credential: Credential | undefined;
}
