/** Characters: a shorter value of a header is hardly a secret, and would be cut out of ordinary words. */
const shortest = 8;

/** What of headers, flat, may be a secret: values as a whole, what follows a scheme, the two parts of Basic, and each cookie's. */
export function secretsInHeaders(headers: readonly string[]): string[] {
  const found = new Set<string>();
  for (let index = 0; index < headers.length; index += 2) {
    const [name = '', value = ''] = [headers[index], headers[index + 1]];
    for (const text of [value, ...(name === 'cookie' ? cookies(value) : inScheme(value))]) {
      if (text.length >= shortest) found.add(text);
    }
  }
  return [...found];
}

function cookies(value: string): string[] {
  return value.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
}

function inScheme(value: string): string[] {
  const [, scheme, credential] = /^([\w-]+) +(\S+)$/.exec(value) ?? [];
  if (scheme === undefined || credential === undefined) return [];
  if (scheme.toLowerCase() !== 'basic') return [credential];
  try {
    return [credential, ...atob(credential).split(':')];
  } catch {
    return [credential];
  }
}
