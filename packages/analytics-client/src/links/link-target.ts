import { InputError, OriginError } from '@bimodal/auth-core';
import { expand, type LinkValues } from './expand.ts';

/** What has links: any resource that the platform answered. */
export interface Linked {
  readonly _links?: Readonly<Record<string, { readonly href: string } | null | undefined>> | null | undefined;
}

/** A link as the client sends it: a path within its origin, and a query, where a parameter may come several times. */
export interface LinkTarget {
  readonly path: string;
  readonly input: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Where a resource's link leads.
 *
 * @param origin the client's own origin, where it is known.
 * @throws InputError if the resource has no such link, or its template lacks a value.
 * @throws OriginError if it leads to another origin.
 */
export function linkTarget(
  resource: Linked,
  rel: string,
  values: LinkValues,
  origin: string | undefined,
): LinkTarget {
  const links = resource._links ?? {};
  const href = Object.hasOwn(links, rel) ? links[rel]?.href : undefined;
  if (href === undefined) {
    const known = Object.keys(links).join(', ');
    throw new InputError(
      `The resource has no link "${rel}". ${known === '' ? 'It has none at all.' : `It has ${known}.`}`,
    );
  }
  const relative = withinOrigin(expand(href, rel, values), rel, origin);
  const mark = relative.indexOf('?');
  const path = mark === -1 ? relative : relative.slice(0, mark);
  const query = mark === -1 ? '' : relative.slice(mark + 1);
  return { path, input: parametersOf(new URLSearchParams(query)) };
}

function parametersOf(query: URLSearchParams): LinkTarget['input'] {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...more] = query.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** The link without the origin. No credential is sent anywhere else. */
function withinOrigin(href: string, rel: string, origin: string | undefined): string {
  if (/^\/(?!\/)/.test(href)) return href.replace(/#.*$/, '');
  const url = URL.canParse(href) ? new URL(href) : undefined;
  // A path that begins with two slashes would name a host.
  if (url !== undefined && url.origin === origin && !url.pathname.startsWith('//'))
    return url.pathname + url.search;
  throw new OriginError(
    `The link "${rel}" leads to ${url?.origin ?? 'no place that can be followed'}, and the client talks to ${origin ?? 'no origin yet'}. Nothing was sent.`,
  );
}
