import { base64 } from '../values/base64.ts';
import { ownCopy } from '../values/own-copy.ts';
import { InputError } from '../errors/input-error.ts';
import { Credential } from './credential.ts';
import { checkSecretText } from './secret-text.ts';

/**
 * A signature token of Mode Analytics' Discovery API: the bearer is the base64 of its three parts.
 *
 * @throws InputError when a part is empty, has a control character or a colon. The message never shows the value.
 *
 * Source: Mode's "Discovery API" page.
 */
export function signatureToken(options: {
  token: string;
  accessKey: string;
  accessSecret: string;
  expiresAt?: Date | undefined;
  origin?: string | undefined;
}): Credential {
  const { token, accessKey, accessSecret, expiresAt, origin } = ownCopy(options);
  checkSecretText(token, 'signature token');
  checkSecretText(accessKey, 'access key');
  checkSecretText(accessSecret, 'access secret');
  if (token.includes(':') || accessKey.includes(':')) {
    throw new InputError(
      'The signature token or its access key has a colon in it, which separates the three parts.',
    );
  }
  const encoded = base64(`${token}:${accessKey}:${accessSecret}`);
  return new Credential({
    scheme: 'Bearer',
    authorization: `Bearer ${encoded}`,
    secrets: [encoded, accessSecret, accessKey, token],
    kind: 'discovery',
    expiresAt,
    origin,
  });
}
