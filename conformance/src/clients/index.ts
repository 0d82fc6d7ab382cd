import type { Adapter, ClientName } from './client.ts';

/** Adapters by name, in the order of the table's columns. Each loads its client only when asked for. */
export const adapters: Readonly<Record<ClientName, () => Promise<Adapter>>> = {
  bimodal: async () => (await import('./bimodal.ts')).bimodal,
  octokit: async () => (await import('./octokit.ts')).octokit,
  openai: async () => (await import('./openai.ts')).openai,
  anthropic: async () => (await import('./anthropic.ts')).anthropic,
  stripe: async () => (await import('./stripe.ts')).stripe,
  got: async () => (await import('./got.ts')).gotAdapter,
  axios: async () => (await import('./axios.ts')).axiosAdapter,
  ky: async () => (await import('./ky.ts')).kyAdapter,
};

export const clientNames: readonly ClientName[] = [
  'bimodal',
  'octokit',
  'openai',
  'anthropic',
  'stripe',
  'got',
  'axios',
  'ky',
];

export function isClientName(text: string): text is ClientName {
  return Object.hasOwn(adapters, text);
}
