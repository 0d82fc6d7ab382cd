/** The clients that are compared; `undici` is the raw transport that ours stands on. */
export const clientNames = [
  'undici',
  'bimodal',
  'octokit',
  'openai',
  'stripe',
  'got',
  'axios',
  'ky',
] as const;

export type ClientName = (typeof clientNames)[number];

/** One call: it fetches the report and gives back its parsed body. */
export type FetchReport = (signal?: AbortSignal) => Promise<unknown>;

/** Makes a client that talks to a server, set up as its own documentation says, and authenticated. */
export type OpenClient = (url: string) => FetchReport;

export function isClientName(text: string | undefined): text is ClientName {
  return clientNames.some((name) => name === text);
}
