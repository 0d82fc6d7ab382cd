import { hmacSha256 } from '#hmac';
import { InputError } from '@bimodal/auth-core';
import { checkOptionNames, ownCopy } from '@bimodal/auth-core/internal';
import { embedParameters, type EmbedParameter } from './embed-parameters.ts';
import { embedOrigin, embedSegment, embedText } from './embed-parts.ts';

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
  /** Seconds that the data may be old before the report is run again. May be left out where `run` is `'now'`. */
  readonly maxAge?: number | undefined;
  /** `'now'` runs the report anew for each viewer, however young its data is. Source: inferred, from the report's own URL. */
  readonly run?: 'now' | undefined;
  /**
   * Values of the report's parameters, by name without `param_`; an array for a parameter of which several can be chosen.
   * Source: inferred, as to arrays (`param_name[]`).
   */
  readonly parameters?: Readonly<Record<string, EmbedParameter | readonly EmbedParameter[]>> | undefined;
  /** When it is signed: a `Date`, or Unix seconds (default: now). The platform takes a URL for a short time only. */
  readonly timestamp?: Date | number | undefined;
  /** Scheme and host (default `https://app.mode.com`). Plain http goes to this machine only. */
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
  run: true,
  parameters: true,
  timestamp: true,
  baseUrl: true,
};

/**
 * The URL of a white-label embed, signed: put it into the `src` of an iframe, on the server, for each page that is shown.
 *
 * @throws InputError for a part that is empty, no number, no text that a URL can hold, or that there is not, and for plain
 * http to another machine; the message never shows the secret.
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
    run,
    parameters,
    baseUrl,
    timestamp: at,
  } = ownCopy(options);
  checkOptionNames({ ...options }, optionNames, 'signEmbedUrl()');
  const place = `${embedSegment('workspace', workspace)}/reports/${embedSegment('report', report)}/embed`;
  const secret = embedText('accessSecret', accessSecret);
  const timestamp = secondsOf(at ?? Date.now() / 1000);
  const query = [
    ['access_key', embedText('accessKey', accessKey)],
    ...freshness(maxAge, run),
    ['timestamp', String(timestamp)],
    ...embedParameters(parameters),
  ];
  // The sort is stable: several values of one name keep their order.
  const sorted = query.toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  const written = sorted
    .map(([name = '', value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const url = `${embedOrigin(baseUrl ?? 'https://app.mode.com')}/${place}?${written}`;
  const signature = hmacSha256(secret, `GET,,${emptyBodyDigest},${url},${timestamp}`);
  return `${url}&signature=${signature}`;
}

function freshness(maxAge: number | undefined, run: 'now' | undefined): string[][] {
  if (run !== undefined && run !== 'now') {
    throw new InputError("signEmbedUrl: `run` must be 'now', or left out.");
  }
  if (maxAge === undefined ? run === undefined : !Number.isSafeInteger(maxAge) || maxAge < 0) {
    throw new InputError("signEmbedUrl: `maxAge` must be a whole number of seconds, or `run` be 'now'.");
  }
  const query: string[][] = [];
  if (maxAge !== undefined) query.push(['max_age', String(maxAge)]);
  if (run !== undefined) query.push(['run', run]);
  return query;
}

function secondsOf(timestamp: Date | number): number {
  const seconds = Math.floor(timestamp instanceof Date ? timestamp.getTime() / 1000 : timestamp);
  // Date.now() are milliseconds: as seconds, a time tens of thousands of years away.
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > latest) {
    throw new InputError('signEmbedUrl: `timestamp` must be a Date or Unix seconds.');
  }
  return seconds;
}
