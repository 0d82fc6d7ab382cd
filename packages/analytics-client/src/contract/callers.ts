import type { AllowedKind } from '@bimodal/contract';

/** Every REST operation takes the three kinds of Basic credential; a signature token serves the Discovery API only. */
export const restCallers: readonly AllowedKind[] = ['workspace', 'member', 'personal'];

/** "For now" not for Workspace tokens: what they make would belong to nobody. A person's own token is the way. */
export const personCallers: readonly AllowedKind[] = ['member', 'personal'];

/** Only an admin's Workspace token; whether a legacy personal token of an admin may is not known. */
export const auditCallers: readonly AllowedKind[] = ['workspace', 'personal?'];

/** No API key may call it; only a browser session. */
export const noKey: readonly AllowedKind[] = [];

/** A signature token, which the client mints, renews and deletes by itself. */
export const discoveryCallers: readonly AllowedKind[] = ['discovery'];
