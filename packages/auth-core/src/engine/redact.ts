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

/** Each secret as it stands in JSON, in a URL, in a form and in base64 too; longest first, since one may hold another. */
function spellings(secrets: readonly string[]): string[] {
  const spelled = new Set<string>();
  for (const secret of secrets) {
    if (secret === '') continue;
    const inUrl = encodeURIComponent(secret.toWellFormed());
    const bytes = Buffer.from(secret, 'utf8');
    spelled.add(secret).add(JSON.stringify(secret).slice(1, -1)).add(inUrl).add(inUrl.replaceAll('%20', '+'));
    spelled.add(bytes.toString('base64')).add(bytes.toString('base64url'));
  }
  return [...spelled].toSorted((one, other) => other.length - one.length);
}
