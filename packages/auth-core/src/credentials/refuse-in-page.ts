import { CredentialError } from '../errors/credential-error.ts';
import type { Credential } from './credential.ts';

const readable = 'whoever opens a page can read all that it holds';
const gateway =
  'Keep it on a server of yours that signs users in, as the example app account-gateway does, and give the page the session token of its user.';

/** What to do in a page that has no credential. */
export const pageAdvice =
  "A page has no environment and no files: sign the user in, or pass their session token, `credential: modeCloudKey(token, { kind: 'user' })`.";

/**
 * In a page only the session token of the user at the screen is taken: any other key would be everybody's.
 *
 * @throws CredentialError for any other credential, and for a key that does not say what it is.
 */
export function refuseInPage({ scheme, kind }: Credential): void {
  if (scheme !== 'ModeCloud') throw analyticsInPage();
  if (kind === 'user') return;
  if (kind !== undefined) {
    throw new CredentialError(
      `A ${kind} key of MODE Cloud does not belong into a page: ${readable}, and with this key do whatever the ${kind} may. ${gateway}`,
    );
  }
  throw new CredentialError(
    "A page takes a user's session token only, and this key does not say what it is. If it is one, say so: `modeCloudKey(token, { kind: 'user' })`. " +
      `A project's or a device's key does not belong into a page: ${readable}. ${gateway}`,
  );
}

/** Mode Analytics has no credential that is one user's at a screen. */
export function analyticsInPage(): CredentialError {
  return new CredentialError(
    `Mode Analytics cannot be called from a page: ${readable}, and each of its credentials opens a whole workspace or account. ` +
      'Call it from a server of yours, and give the page what it may see. (For MODE Cloud, the example app account-gateway is such a server.)',
  );
}
