export interface Link {
  readonly href: string;
  readonly templated?: true;
}

export type Links = Readonly<Record<string, Link>>;

/** `_links` from hrefs. Those with `{…}` are templates, which only then say so. Undefined ones are left out. */
export function links(hrefs: Readonly<Record<string, string | undefined>>): Links {
  const written: Record<string, Link> = {};
  for (const [rel, href] of Object.entries(hrefs)) {
    if (href !== undefined) written[rel] = href.includes('{') ? { templated: true, href } : { href };
  }
  return written;
}

/** A list as HAL: the rows are embedded under the platform's own key. */
export function collection(
  self: string,
  key: string,
  rows: readonly unknown[],
  around: { readonly links?: Links; readonly pagination?: unknown } = {},
): Record<string, unknown> {
  return {
    _links: { self: { href: self }, ...around.links },
    _embedded: { [key]: rows },
    ...(around.pagination === undefined ? {} : { pagination: around.pagination }),
  };
}
