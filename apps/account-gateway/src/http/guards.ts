import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { RequestError } from './request-error.ts';

/**
 * Refuses requests under a name that is not this service's: a page elsewhere that has its own name point to this address
 * (DNS rebinding) would otherwise be of our origin. An address is nobody's name, so it is always taken.
 */
export function hostGuard(hosts: readonly string[]) {
  const names = new Set(['localhost', ...hosts.map((host) => host.toLowerCase())]);
  return async (request: FastifyRequest): Promise<void> => {
    const given = request.headers.host ?? '';
    const name = given
      .replace(/:\d*$/, '')
      .replace(/^\[(.*)\]$/, '$1')
      .toLowerCase();
    if (names.has(name) || isIP(name) !== 0) return;
    throw new RequestError(
      403,
      'foreign_host',
      'This service does not answer to that Host. Name it in ACCOUNT_GATEWAY_HOSTS if it should.',
    );
  };
}

/** The header that everything but a GET has to carry. A page of another origin cannot set it without asking, and is never answered. */
export const ownHeader = 'x-account-gateway';

/**
 * Refuses what a page of another origin had the browser send, with the cookie that the browser adds. `SameSite=Strict`
 * keeps the cookie from such requests; this holds where a sibling domain or an old browser does not.
 */
export async function originGuard(request: FastifyRequest): Promise<void> {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign =
    (origin !== undefined && hostOf(origin) !== host?.toLowerCase()) ||
    site === 'cross-site' ||
    site === 'same-site';
  const isNavigation = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
  const isApi = request.routeOptions.url?.startsWith('/api/') ?? true;
  if (isForeign && !(isNavigation && !isApi)) {
    throw new RequestError(403, 'foreign_origin', 'Pages of another origin may not use this service.');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers[ownHeader] === undefined) {
    throw new RequestError(
      403,
      'header_missing',
      `Send the header ${ownHeader}: 1 with everything but a GET.`,
    );
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
