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
  expiresAt?: Date;
  origin?: string;
}): Credential {
  const parts = [options.token, options.accessKey, options.accessSecret];
  checkSecretText(options.token, 'signature token');
  checkSecretText(options.accessKey, 'access key');
  checkSecretText(options.accessSecret, 'access secret');
  if (options.token.includes(':') || options.accessKey.includes(':')) {
    throw new InputError(
      'The signature token or its access key has a colon in it, which separates the three parts.',
    );
  }
  const encoded = Buffer.from(parts.join(':'), 'utf8').toString('base64');
  return new Credential({
    scheme: 'Bearer',
    authorization: `Bearer ${encoded}`,
    secrets: [encoded, options.accessSecret, options.accessKey, options.token],
    kind: 'discovery',
    expiresAt: options.expiresAt,
    origin: options.origin,
  });
}
