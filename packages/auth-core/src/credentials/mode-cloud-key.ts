import { ownCopy } from '../values/own-copy.ts';
import { InputError } from '../errors/input-error.ts';
import { Credential, type CredentialKind } from './credential.ts';
import { checkKind, checkSecretText } from './secret-text.ts';

/** Who a MODE Cloud key stands for. */
export type ModeCloudKind = Extract<CredentialKind, 'user' | 'device' | 'project'>;

const kinds: readonly ModeCloudKind[] = ['user', 'device', 'project'];

// What RFC 9110 lets stand after an authentication scheme without quoting, and nothing that a header would fold.
const printable = /^[\x21-\x7e]+$/;

/**
 * A MODE Cloud key: a user's session token, a device's API key, or a project's API key.
 *
 * @param key as it was issued; it is opaque, and its kind is never read from its text.
 * @param options.kind what it stands for, where you know it: an operation that does not take the kind then fails before
 * anything is sent.
 * @throws InputError when the key is empty or has white space, control or non-ASCII characters, and for a kind that there
 * is not. The message never shows the value.
 *
 * Source: MODE's "Client Authentication" page.
 */
export function modeCloudKey(
  key: string,
  options: {
    kind?: ModeCloudKind | undefined;
    origin?: string | undefined;
    expiresAt?: Date | undefined;
  } = {},
): Credential {
  checkSecretText(key, 'MODE Cloud key');
  if (!printable.test(key)) {
    throw new InputError(
      'The MODE Cloud key has white space or non-ASCII characters in it. Pass it as it was issued; its value is not shown.',
    );
  }
  const { kind, origin, expiresAt } = ownCopy(options);
  checkKind(kind, kinds, 'a MODE Cloud key');
  return new Credential({
    scheme: 'ModeCloud',
    authorization: `ModeCloud ${key}`,
    secrets: [key],
    kind,
    origin,
    expiresAt,
  });
}
