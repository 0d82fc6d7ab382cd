import { escaped, words } from './html.ts';
import type { Document } from './openapi.ts';
import { operationHtml } from './operation-html.ts';
import { style } from './style.ts';

/** Nothing of it is a script, and nothing is loaded from anywhere. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Every operation of the platforms, readable: by resource, with what goes in, what comes out, and who may call it. */
export async function apiPage(openapi: Readonly<Record<string, () => Promise<unknown>>>): Promise<string> {
  const platforms = await Promise.all(
    Object.entries(openapi).map(async ([name, load]) => ({ name, document: (await load()) as Document })),
  );
  const links = platforms.map(
    ({ name, document }) => `<li><a href="#${escaped(name)}">${title(name, document)}</a></li>`,
  );
  const ids = new Set<string>();
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The emulator’s API</title><style>${style}</style></head>
<body><header><h1>The emulator’s API</h1><nav aria-label="Platforms"><ul>${links.join('')}</ul></nav></header>
<main>${platforms.map(({ name, document }) => platformHtml(name, document, ids)).join('\n')}</main></body></html>
`;
}

/** @param ids those in use: both platforms have a `collections.list`. */
function platformHtml(name: string, document: Document, ids: Set<string>): string {
  const idOf = (operation: string): string => {
    const id = ids.has(operation) ? `${name}.${operation}` : operation;
    ids.add(id);
    return id;
  };
  const resources = new Map<string, string[]>();
  let count = 0;
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, described] of Object.entries(methods)) {
      count += described['x-bimodal-variants']?.length ?? 1;
      const resource = described.tags?.[0] ?? 'other';
      resources.set(resource, [
        ...(resources.get(resource) ?? []),
        operationHtml(method, path, described, idOf),
      ]);
    }
  }
  const file = `openapi/${escaped(name)}.json`;
  const id = (resource: string): string => `${escaped(name)}-${escaped(resource)}`;
  const links = [...resources.keys()].map(
    (each) => `<li><a href="#${id(each)}">${escaped(words(each))}</a></li>`,
  );
  const parts = [...resources].map(
    ([resource, operations]) =>
      `<h3 id="${id(resource)}">${escaped(words(resource))}</h3>${operations.join('\n')}`,
  );
  return `<h2 id="${escaped(name)}">${title(name, document)}</h2>
<p>${count} operations. The same for programs: <a href="${file}">${file}</a>.</p>
<nav aria-label="Resources of ${title(name, document)}"><ul>${links.join('')}</ul></nav>
${parts.join('\n')}`;
}

function title(name: string, { info }: Document): string {
  return escaped(info?.title ?? name);
}
