import { base64 } from '../values/base64.ts';
import { ownCopy } from '../values/own-copy.ts';
import { InputError } from '../errors/input-error.ts';
import { Credential, type CredentialKind } from './credential.ts';
import { checkKind, checkSecretText } from './secret-text.ts';

/** Who a Mode Analytics API token stands for. */
export type BasicKind = Extract<CredentialKind, 'workspace' | 'member' | 'personal'>;

const kinds: readonly BasicKind[] = ['workspace', 'member', 'personal'];

/**
 * A Mode Analytics API token with its secret: HTTP Basic.
 *
 * @param options.token the API token, which takes the place of the user name.
 * @param options.secret the API secret.
 * @param options.kind what the token stands for, where you know it: an operation that does not take the kind then fails
 * before anything is sent.
 * @throws InputError when a part is empty, has a control character, or the token has a colon, and for a kind that there is
 * not. The message never shows the value.
 *
 * Source: Mode's "Authentication" page.
 */
export function basic(options: {
  token: string;
  secret: string;
  kind?: BasicKind | undefined;
  origin?: string | undefined;
  expiresAt?: Date | undefined;
}): Credential {
  const { token, secret, kind, origin, expiresAt } = ownCopy(options);
  checkSecretText(token, 'API token');
  checkSecretText(secret, 'API secret');
  checkKind(kind, kinds, 'a Mode Analytics API token');
  if (token.includes(':')) {
    throw new InputError(
      'The API token has a colon in it, which HTTP Basic cannot carry. Are token and secret in one string?',
    );
  }
  const encoded = base64(`${token}:${secret}`);
  return new Credential({
    scheme: 'Basic',
    authorization: `Basic ${encoded}`,
    secrets: [encoded, secret, token],
    kind,
    origin,
    expiresAt,
  });
}
