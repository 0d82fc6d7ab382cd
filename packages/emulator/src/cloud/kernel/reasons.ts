import { Refusal } from '../../server/refusal.ts';

/*
 * Which status goes with which reason is not documented: these are our choices, except for those that the platform's own
 * clients rely on (403 for what a caller may not do).
 */

/** No key, or one that nobody knows. */
export function unauthenticated(sentOne: boolean): Refusal {
  return sentOne
    ? new Refusal(401, 'Nobody has this key.', { code: 'UNAUTHENTICATED_CLIENT' })
    : new Refusal(401, 'This takes a key.', { code: 'AUTHORIZATION_REQUIRED' });
}

/** A good key of the wrong kind, or of somebody else. */
export function denied(message: string): Refusal {
  return new Refusal(403, message, { code: 'PERMISSION_DENIED' });
}

/** A project key without the ability for this. */
export function unable(ability: string): Refusal {
  return new Refusal(403, `The project key is not able to: ${ability}.`, { code: 'INSUFFICIENT_AUTH' });
}

export function membersOnly(): Refusal {
  return new Refusal(403, 'This is for members of the home.', { code: 'MEMBERS_ONLY' });
}

export function missing(message: string): Refusal {
  return new Refusal(400, message, { code: 'MISSING_PARAMETERS' });
}

export function unknown(what: string): Refusal {
  return new Refusal(404, `There is no such ${what}.`, { code: 'NOT_FOUND' });
}

/** Something about the input or the state that its reason says. */
export function refused(code: string, message: string): Refusal {
  return new Refusal(403, message, { code });
}

/** It is there already. */
export function conflict(code: string, message: string): Refusal {
  return new Refusal(409, message, { code });
}
