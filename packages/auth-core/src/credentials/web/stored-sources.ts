import { InputError } from '../../errors/input-error.ts';
import type * as stored from '../node/stored-sources.ts';

type Stored = typeof stored;

/** What a runtime without files and processes answers. */
function missing(what: string): InputError {
  return new InputError(
    `This runtime has no ${what} that a credential could come from. Pass the credential: \`new IotClient({ credential: modeCloudKey(token) })\`.`,
  );
}

const profile = { name: 'profile', provide: () => ({ lookedFor: 'this runtime has no profile file' }) };

/** There is none to be read: a chain goes on to its next link. */
export const analyticsProfile: Stored['analyticsProfile'] = () => profile;
/** There is none to be read: a chain goes on to its next link. */
export const cloudProfile: Stored['cloudProfile'] = () => profile;

/** @throws InputError always. */
export const saveProfile: Stored['saveProfile'] = () => Promise.reject(missing('files'));
/** @throws InputError always. */
export const analyticsCommand: Stored['analyticsCommand'] = () => {
  throw missing('commands');
};
/** @throws InputError always. */
export const cloudCommand: Stored['cloudCommand'] = () => {
  throw missing('commands');
};
