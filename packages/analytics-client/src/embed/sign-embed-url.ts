import { createHmac } from 'node:crypto';
import { checkOptionNames, InputError, ownCopy } from '@bimodal/auth-core';

/** What a signed embed shows, and who signs it. */
export interface EmbedOptions {
  /** Username of the workspace. */
  readonly workspace: string;
  /** Token of the report. */
  readonly report: string;
  /** Access key of the white-label signature token. */
  readonly accessKey: string;
  /** Its access secret. It never leaves this machine: only the signature goes into the URL. */
  readonly accessSecret: string;
  /** Seconds that the data may be old before the report is run again. */
  readonly maxAge: number;
  /** Values of the report's parameters, by name without `param_`. */
  readonly parameters?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** When it is signed: a `Date`, or Unix seconds (default: now). The platform takes a URL for a short time only. */
  readonly timestamp?: Date | number | undefined;
  /** Scheme and host (default `https://app.mode.com`). */
  readonly baseUrl?: string | undefined;
}

/** Base64 of the MD5 of nothing: the request that is signed has no body. */
const emptyBodyDigest = '1B2M2Y8AsgTpgAmY7PhCfg==';

/** Unix seconds of the year 5138. */
const latest = 100_000_000_000;

const optionNames: Readonly<Record<keyof EmbedOptions, true>> = {
  workspace: true,
  report: true,
  accessKey: true,
  accessSecret: true,
  maxAge: true,
  parameters: true,
  timestamp: true,
  baseUrl: true,
};

/**
 * The URL of a white-label embed, signed: put it into the `src` of an iframe, on the server, for each page that is shown.
 *
 * @throws InputError for a part that is empty or no number, or that there is not; the message never shows the secret.
 *
 * Source: Mode's "White-label embeds" help page; vectors of django-modeanalytics and mode-embed-url.
 */
export function signEmbedUrl(options: EmbedOptions): string {
  const {
    workspace,
    report,
    accessKey,
    accessSecret,
    maxAge,
    parameters,
    baseUrl,
    timestamp: at,
  } = ownCopy(options);
  checkOptionNames({ ...options }, optionNames, 'signEmbedUrl()');
  const parts = { workspace, report, accessKey, accessSecret };
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value !== 'string' || value === '')
      throw new InputError(`signEmbedUrl: \`${name}\` is empty.`);
  }
  const timestamp = secondsOf(at ?? Date.now() / 1000);
  if (!Number.isSafeInteger(maxAge) || maxAge < 0) {
    throw new InputError('signEmbedUrl: `maxAge` must be a whole number of seconds.');
  }
  const given = Object.entries(parameters ?? {}).map(([name, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new InputError(
        `signEmbedUrl: the parameter \`${name}\` must be a string, a number or a boolean.`,
      );
    }
    return [`param_${name}`, String(value)];
  });
  const query = [
    ['access_key', accessKey],
    ['max_age', String(maxAge)],
    ['timestamp', String(timestamp)],
    ...given,
  ];
  const sorted = query.toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  const written = sorted.map(([name = '', value = '']) => `${encode(name)}=${encode(value)}`).join('&');
  const origin = originOf(baseUrl ?? 'https://app.mode.com');
  const url = `${origin}/${encode(workspace)}/reports/${encode(report)}/embed?${written}`;
  const signature = createHmac('sha256', accessSecret)
    .update(`GET,,${emptyBodyDigest},${url},${timestamp}`)
    .digest('hex');
  return `${url}&signature=${signature}`;
}

function secondsOf(timestamp: Date | number): number {
  const seconds = Math.floor(timestamp instanceof Date ? timestamp.getTime() / 1000 : timestamp);
  // Date.now() are milliseconds: as seconds, a time tens of thousands of years away.
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > latest) {
    throw new InputError('signEmbedUrl: `timestamp` must be a Date or Unix seconds.');
  }
  return seconds;
}

function originOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new InputError('signEmbedUrl: `baseUrl` must be scheme and host, such as https://app.mode.com.');
  }
  return url.origin;
}

function encode(text: string): string {
  return encodeURIComponent(text);
}
