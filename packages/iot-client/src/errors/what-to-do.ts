import type { ReasonCode } from './reason-codes.ts';

/** What to do about a reason code, where the status alone would mislead: nearly all of them come with 403. */
const advice: { readonly [Code in ReasonCode]?: string } = {
  DEVICE_OFFLINE:
    'The device is not connected, and commands are not kept: send it anew once it is, or use its key-value store.',
  MISSING_PARAMETERS:
    "Something is missing, or names what there is none of: see what the method's comment says of each field.",
  UNKNOWN_EMAIL: 'Nobody in the project has this address.',
  INCORRECT_PASSWORD: 'The password is wrong.',
  PASSWORD_TOO_SHORT: 'Choose a longer password.',
  PASSWORD_TOO_WEAK: 'Choose a better password.',
  USER_NOT_FOUND: 'There is no such user in the project.',
  INVALID_USER_ID: 'There is no such user in the project.',
  USER_UNVERIFIED: 'The user has not verified their address or number yet.',
  INVALID_AUTH_CODE: 'The code is wrong, used up or too old: have a new one sent.',
  INVALID_TOKEN: 'The token is wrong, used up or too old: ask for a new one.',
  LAST_OWNER: 'A home keeps one owner: make another member one first.',
  MEMBERS_ONLY: 'Whoever calls is no member of the home.',
  DEVICE_NOT_CLAIMABLE:
    'The device has to open itself to being claimed first, and the claim code has to be its own.',
  INSUFFICIENT_AUTH:
    'The credential is good and lacks the permission: look at the abilities of the project key in the console.',
};

/** What to do about a reason code, as sentences; undefined where its status says enough. */
export function whatToDo(code: string): string | undefined {
  return Object.hasOwn(advice, code) ? advice[code as ReasonCode] : undefined;
}
