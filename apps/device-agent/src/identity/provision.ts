import { IotClient, PermissionError } from '@bimodal/iot-client';
import { exitCodes } from '../exit-codes.ts';
import { Problem } from '../problem.ts';
import { placeForIdentity } from './identity-file.ts';
import type { Identity } from './identity.ts';

/** A device that redeems a token. */
export interface Provisioning {
  /** Good for one device, once: a user or a project key asked for it, for a home and a device class. */
  readonly token: string;
  /** Undefined for the platform itself, or `MODE_CLOUD_BASE_URL`. */
  readonly baseUrl: string | undefined;
  /** Where the identity is kept. */
  readonly file: string;
}

/**
 * Becomes a device: once there is a place for the key, redeems the token, without a credential, and stores the key that
 * comes back. It is not sent twice: what was redeemed and not answered is lost, and needs a new token.
 *
 * @throws Problem where the platform does not take the token, or its key could not be kept: the token was not used then.
 */
export async function provision({ token, baseUrl, file }: Provisioning): Promise<Identity> {
  await using client = new IotClient(baseUrl === undefined ? {} : { baseUrl });
  const place = await placeForIdentity(file);
  try {
    const made = await client.devices.provision({ token });
    const origin = made.credential.origin ?? new URL(baseUrl ?? 'https://api.tinkermode.com').origin;
    await place.keep({ device: made.id, key: made.apiKey, origin });
    return { device: made.id, credential: made.credential };
  } catch (error) {
    await place.discard();
    if (!PermissionError.isInstance(error)) throw error;
    throw new Problem(
      'The platform does not take the provisioning token: it is unknown, used up or too old. Ask for a new one.',
      exitCodes.refused,
      error,
    );
  }
}
