/** Characters of an excerpt, at most. */
const limit = 500;
/** Characters of a text that an excerpt is made from. */
const window = 64 * 1024;

/** Cuts strings out of a text that an error or a log is going to show, however they are spelled there. */
export function redact(text: string, secrets: readonly string[]): string {
  return cutOut(text, spellings(secrets));
}

/** The beginning of a text for an error: bounded, one line, without the secrets. */
export function excerptOf(text: string, secrets: readonly string[]): string {
  const spelled = spellings(secrets);
  let safe = cutOut(text.slice(0, window), spelled);
  // A secret may lie across the edge of the window; its beginning is not shown either.
  if (text.length > window) safe = safe.slice(0, -(spelled[0]?.length ?? 1));
  const line = safe.replaceAll(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}

function cutOut(text: string, spelled: readonly string[]): string {
  let safe = text;
  for (const secret of spelled) safe = safe.replaceAll(secret, '[redacted]');
  return safe;
}

/** Each secret as servers write it, in base64 too; longest first, since one may hold another. */
function spellings(secrets: readonly string[]): string[] {
  const spelled = new Set<string>();
  for (const secret of secrets) {
    if (secret === '') continue;
    const bytes = Buffer.from(secret, 'utf8');
    for (const text of [secret, bytes.toString('base64'), bytes.toString('base64url')]) {
      for (const written of [text, ...inJson(text), ...inUrl(text), ...inHtml(text)]) spelled.add(written);
    }
  }
  return [...spelled].toSorted((one, other) => other.length - one.length);
}

/** As JSON has it, also where a server escapes slashes, what HTML would read, or all but ASCII. */
function inJson(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const forHtml = json.replaceAll(/[<>&'\u2028\u2029]/g, escaped);
  const spelled = [json, json.replaceAll('/', '\\/'), forHtml, forHtml.replaceAll('/', '\\/')];
  return [...spelled, ...spelled.map((each) => each.replaceAll(/[^\0-\x7f]/g, escaped))];
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function inUrl(text: string): string[] {
  const url = encodeURIComponent(text.toWellFormed());
  const inForm = url.replaceAll('%20', '+');
  return [url, inForm, ...[url, inForm].map((each) => each.replaceAll(/%../g, (hex) => hex.toLowerCase()))];
}

function inHtml(text: string): string[] {
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = html.replaceAll('"', '&quot;');
  return [html, quoted, quoted.replaceAll("'", '&#39;'), quoted.replaceAll("'", '&#x27;')];
}
