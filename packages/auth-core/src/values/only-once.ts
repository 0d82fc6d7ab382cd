import { ownCopy } from './own-copy.ts';

/** For `addEventListener`: an ordinary `{ once: true }` would have a polluted prototype's `signal`, too. */
export const onlyOnce: { readonly once: true } = Object.freeze(ownCopy({ once: true as const }));
