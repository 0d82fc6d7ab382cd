import type { Caller } from './callers.ts';

/** `ok`, or the status and the reason of the refusal. */
export type Outcome = 'ok' | `${number} ${string}`;
export type Policy = Readonly<Record<Caller, Outcome>>;

const keyless = { nobody: '401 AUTHORIZATION_REQUIRED', wrongKey: '401 UNAUTHENTICATED_CLIENT' } as const;
const denied = '403 PERMISSION_DENIED';
const lacksAbility = '403 INSUFFICIENT_AUTH';

/** Members of the home, and keys of its project; writing takes an ability. */
const members: Policy = {
  ...keyless,
  member: 'ok',
  stranger: '403 MEMBERS_ONLY',
  device: denied,
  able: 'ok',
  unable: 'ok',
  foreign: '404 NOT_FOUND',
};

/** Everybody in the project but devices. */
const project: Policy = { ...members, stranger: 'ok', foreign: denied };

export const policies = {
  anybody: {
    member: 'ok',
    stranger: 'ok',
    device: 'ok',
    able: 'ok',
    unable: 'ok',
    foreign: 'ok',
    wrongKey: 'ok',
    nobody: 'ok',
  },
  members,
  membersAndAbleKeys: { ...members, unable: lacksAbility },
  membersOnly: { ...members, able: denied, unable: denied, foreign: denied },
  membersAndItsDevice: { ...members, device: 'ok' },
  membersItsDeviceAndAbleKeys: { ...members, device: 'ok', unable: lacksAbility },
  device: {
    ...keyless,
    member: denied,
    stranger: denied,
    device: 'ok',
    able: denied,
    unable: denied,
    foreign: denied,
  },
  users: {
    ...keyless,
    member: 'ok',
    stranger: 'ok',
    device: denied,
    able: denied,
    unable: denied,
    foreign: denied,
  },
  themselves: { ...members, stranger: denied, foreign: '404 USER_NOT_FOUND' },
  themselvesAndAbleKeys: {
    ...members,
    stranger: denied,
    unable: lacksAbility,
    foreign: '404 USER_NOT_FOUND',
  },
  project,
  projectAndAbleKeys: { ...project, unable: lacksAbility },
  /** Rules and alerts of another project are not there. */
  ruled: { ...project, foreign: '404 NOT_FOUND' },
  ruledAndAbleKeys: { ...project, unable: lacksAbility, foreign: '404 NOT_FOUND' },
  /** What is in a home is not there for those who are not in it. */
  hidden: { ...project, stranger: '404 NOT_FOUND' },
  hiddenAndAbleKeys: { ...project, stranger: '404 NOT_FOUND', unable: lacksAbility },
  hiddenRuled: { ...project, stranger: '404 NOT_FOUND', foreign: '404 NOT_FOUND' },
  keysOfTheProject: { ...project, member: denied, stranger: denied },
  ableKeysOfTheProject: { ...project, member: denied, stranger: denied, unable: lacksAbility },
  ableKeysOfTheHome: {
    ...project,
    member: denied,
    stranger: denied,
    unable: lacksAbility,
    foreign: '404 NOT_FOUND',
  },
  /** Everybody with a key, each for what is theirs. */
  keyholders: { ...project, device: 'ok', foreign: 'ok' },
} satisfies Record<string, Policy>;
