const limit = 500;

/** Cuts strings out of a text that an error or a log is going to show. */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret !== '') safe = safe.replaceAll(secret, '[redacted]');
  }
  return safe;
}

/** The beginning of a body for an error: bounded, one line, without the secrets. */
export function excerptOf(body: string, secrets: readonly string[]): string {
  const text = redact(body, secrets).replaceAll(/\s+/g, ' ').trim();
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
