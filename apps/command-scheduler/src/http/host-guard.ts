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
      'This service does not answer to that Host. Name it in COMMAND_SCHEDULER_HOSTS if it should.',
    );
  };
}

/** Refuses what a page of another origin had the browser send. Tools other than browsers send no `Origin`. */
export async function originGuard(request: FastifyRequest): Promise<void> {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign =
    (origin !== undefined && hostOf(origin) !== host?.toLowerCase()) ||
    site === 'cross-site' ||
    site === 'same-site';
  // A link may lead to the page, and to nothing that works or knows something.
  const isNavigation = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
  const isApi = request.routeOptions.url?.startsWith('/api/') ?? true;
  if (!isForeign || (isNavigation && !isApi)) return;
  throw new RequestError(403, 'foreign_origin', 'Pages of another origin may not use this service.');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
