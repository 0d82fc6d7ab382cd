import type { AllowedKind } from '@bimodal/contract';

/** Every REST operation takes the three kinds of Basic credential; a signature token serves the Discovery API only. */
export const restCallers: readonly AllowedKind[] = ['workspace', 'member', 'personal'];
