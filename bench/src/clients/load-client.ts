import type { ClientName, OpenClient } from './client.ts';

const loaders: Readonly<Record<ClientName, () => Promise<{ readonly open: OpenClient }>>> = {
  undici: () => import('./undici.ts'),
  bimodal: () => import('./bimodal.ts'),
  octokit: () => import('./octokit.ts'),
  openai: () => import('./openai.ts'),
  stripe: () => import('./stripe.ts'),
  got: () => import('./got.ts'),
  axios: () => import('./axios.ts'),
  ky: () => import('./ky.ts'),
};

/** Loads one client and none of the others. */
export async function loadClient(name: ClientName): Promise<OpenClient> {
  return (await loaders[name]()).open;
}
