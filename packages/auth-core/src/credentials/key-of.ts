import { InputError } from '../errors/input-error.ts';
import { authorization, type Credential } from './credential.ts';

const scheme = 'ModeCloud ';

/**
 * The key in a MODE Cloud credential, for a protocol that has no header to carry it (MQTT: the password). Whoever calls
 * this has to see that it goes nowhere but to the platform that the credential belongs to.
 *
 * @throws InputError for a credential of another platform.
 */
export function keyOf(credential: Credential): string {
  const text = credential[authorization]();
  if (!text.startsWith(scheme)) throw new InputError(`${credential.toString()} is no MODE Cloud key.`);
  return text.slice(scheme.length);
}
