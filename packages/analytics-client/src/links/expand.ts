import { InputError } from '@bimodal/auth-core';

/** What fills a templated link, by the names in its braces: `{ id: 'abc123def456' }`, `{ 'definition[name]': 'x' }`. */
export type LinkValues = Readonly<Record<string, string | number>>;

/**
 * A link with its template filled in: `{id}`, `{/id}` and `{?name}`, the forms of RFC 6570 that the platform uses.
 *
 * @throws InputError for a value that is missing, for one that the link does not take, and for an empty one.
 */
export function expand(href: string, rel: string, values: LinkValues): string {
  const taken = new Set<string>();
  const expanded = href.replaceAll(/\{([/?]?)([^{}]+)\}/g, (_, operator: string, list: string) => {
    const parts = list.split(',').map((name) => [name, valueOf(name, rel, values)] as const);
    for (const [name] of parts) taken.add(name);
    if (operator === '?') return `?${parts.map(([name, value]) => `${encode(name)}=${value}`).join('&')}`;
    return parts
      .map(([, value]) => (operator === '/' ? `/${value}` : value))
      .join(operator === '' ? ',' : '');
  });
  const stranger = Object.keys(values).find((name) => !taken.has(name));
  if (stranger !== undefined) throw new InputError(`The link "${rel}" takes no value called "${stranger}".`);
  return expanded;
}

function valueOf(name: string, rel: string, values: LinkValues): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || value === '') {
    throw new InputError(`The link "${rel}" is a template: pass a value for "${name}".`);
  }
  return encode(String(value));
}

function encode(text: string): string {
  // Half of a surrogate pair has no encoding.
  if (!text.isWellFormed()) throw new InputError('A value of the link is not well-formed Unicode.');
  return encodeURIComponent(text);
}
