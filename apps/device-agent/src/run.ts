import {
  AuthenticationError,
  CallerError,
  CredentialError,
  OriginError,
  PermissionError,
} from '@bimodal/iot-client';
import { runAgent } from './agent.ts';
import { exitCodes } from './exit-codes.ts';
import { identify } from './identity/identify.ts';
import { messageOf, type Log } from './log.ts';
import { Problem } from './problem.ts';
import type { Settings } from './settings.ts';

/** The errors that only a person can put right. */
const refusals = [AuthenticationError, PermissionError, CredentialError, CallerError, OriginError];

/** Becomes somebody, and runs until it is stopped. @throws Problem where the platform does not take who it is. */
export async function run(settings: Settings, log: Log, stop: AbortSignal): Promise<void> {
  try {
    const identity = await identify(settings, log);
    await runAgent(identity, settings, log, stop);
  } catch (error) {
    if (!refusals.some((kind) => kind.isInstance(error))) throw error;
    throw new Problem(messageOf(error), exitCodes.refused, error);
  }
}
