import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes } from '../exit-codes.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import { Problem } from '../problem.ts';
import { readIdentity } from './identity-file.ts';
import type { Identity } from './identity.ts';
import { provision } from './provision.ts';

/** Who the agent is: as it was stored, as it was told, or anew by a token. @throws Problem where it is nobody. */
export async function identify(settings: Settings, log: Log): Promise<Identity> {
  const { state, device, token, baseUrl } = settings;
  await mkdir(state, { recursive: true, mode: 0o700 });
  const file = join(state, 'identity.json');
  const stored = await readIdentity(file);
  if (stored !== undefined) return stored;
  if (device !== undefined) return { device, credential: undefined };
  if (token === undefined) {
    throw new Problem(
      `This device has no identity in ${file}. Give it a provisioning token (MODE_CLOUD_PROVISIONING_TOKEN), or --device and MODE_CLOUD_KEY.`,
      exitCodes.refused,
    );
  }
  const made = await provision({ token, baseUrl, file });
  log(`Provisioned: this is device ${made.device} from now on. Its key is in ${file}.`, 'provisioned', {
    device: made.device,
    file,
  });
  return made;
}
