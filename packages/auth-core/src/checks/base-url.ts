import { OriginError } from '../errors/origin-error.ts';

/** Where a client talks to: one origin, and the path in front of every request's. */
export interface BaseUrl {
  /** Scheme, host and port: `https://app.mode.com`. */
  readonly origin: string;
  /** '' or a path without a slash at its end. */
  readonly prefix: string;
}

/**
 * Reads a base URL.
 *
 * @throws OriginError when it is no http(s) URL, carries credentials, a query or a fragment, or is plain http to
 * anything but this machine without `allowInsecureHttp`.
 */
export function readBaseUrl(text: string, allowInsecureHttp: boolean): BaseUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new OriginError(
      'The base URL is not an http or https URL. Give one such as "https://app.mode.com".',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new OriginError('The base URL carries a user name or password. Pass them as a credential instead.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new OriginError(
      'The base URL has a query or a fragment. Give scheme, host and port, and a path if need be.',
    );
  }
  if (url.protocol === 'http:' && !allowInsecureHttp && !isLoopback(url.hostname)) {
    throw new OriginError(
      `${url.origin} is plain http: credentials would travel readable. Use https, or pass \`allowInsecureHttp: true\` if that is meant.`,
    );
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}

/** Whether a host name, as WHATWG URL writes it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
