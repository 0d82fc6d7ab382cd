/** What the page reads of an OpenAPI document. */
interface Document {
  readonly info?: { readonly title?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

interface Described {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
  }[];
  readonly 'x-bimodal-callers'?: readonly string[];
}

/** Nothing of it is a script, and nothing is loaded from anywhere. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  code { font-size: 0.9em } summary { cursor: pointer } h2 { margin-top: 2.5rem } b { display: inline-block; width: 4.5rem }
  @media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } a { color: #8cf } }`;

/** Every operation of the platforms, readable: by name, with what it takes and who may call it. */
export async function apiPage(openapi: Readonly<Record<string, () => Promise<unknown>>>): Promise<string> {
  const parts = [];
  for (const [name, load] of Object.entries(openapi))
    parts.push(platformHtml(name, (await load()) as Document));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>The emulator’s API</title>
<meta name="viewport" content="width=device-width"><style>${style}</style><h1>The emulator’s API</h1>${parts.join('\n')}</html>\n`;
}

function platformHtml(name: string, { info, paths = {} }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationHtml(method, path, described)),
  );
  const file = `openapi/${escaped(name)}.json`;
  return `<h2 id="${escaped(name)}">${escaped(info?.title ?? name)}</h2>
<p>${operations.length} operations. The same for programs: <a href="${file}">${file}</a>.</p>
${operations.join('\n')}`;
}

function operationHtml(method: string, path: string, described: Described): string {
  const inputs = (described.parameters ?? []).map(
    (each) =>
      `<li><code>${escaped(each.name)}</code> (${escaped(each.in)}) ${escaped(each.description ?? '')}</li>`,
  );
  const callers = described['x-bimodal-callers'];
  const who = callers ? `<p>Callers: ${escaped(callers.join(', ') || 'no API key')}.</p>` : '';
  return `<details id="${escaped(described.operationId ?? '')}"><summary><b>${escaped(method.toUpperCase())}</b>
<code>${escaped(path)}</code> ${escaped(described.summary ?? '')}</summary>
<p><code>${escaped(described.operationId ?? '')}</code>: ${escaped(described.description ?? '')}</p>${who}<ul>${inputs.join('')}</ul></details>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}
