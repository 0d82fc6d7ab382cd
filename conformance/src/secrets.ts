import { inspect } from 'node:util';
import type { Seen } from './servers/local-server.ts';

/** The credential of every probe. */
export const secret = 'test-secret';
/** What stands in front of it where a credential has two parts. */
export const token = 'test-token';

/** The forms in which a secret may show: as it is, in base64, in a URL, as bytes. */
function formsOf(text: string): readonly string[] {
  const base64 = (value: string): string => Buffer.from(value).toString('base64').replaceAll('=', '');
  return [text, base64(text), base64(`${token}:${text}`), encodeURIComponent(text)];
}

/** Whether a text shows a secret in any form. */
export function shows(text: string, hidden: string = secret): boolean {
  return formsOf(hidden).some((form) => text.includes(form));
}

/** Whether a request carried the secret anywhere. */
export function carries(seen: Seen, hidden: string = secret): boolean {
  return shows(JSON.stringify(seen), hidden);
}

/** Every way in which people print things. */
export function printed(value: unknown): string {
  const texts = [
    attempt(() =>
      inspect(value, { depth: 10, showHidden: true, maxArrayLength: 200, maxStringLength: 100_000 }),
    ),
    attempt(() => inspect(value)),
    attempt(() => JSON.stringify(value) ?? ''),
    attempt(() => String(value)),
  ];
  if (typeof value === 'object' && value !== null) {
    texts.push(attempt(() => inspect({ ...value }, { depth: 10 })));
    if (value instanceof Error) texts.push(value.message, value.stack ?? '');
  }
  return texts.join('\n');
}

/** What cannot be printed shows nothing. */
function attempt(print: () => string): string {
  try {
    return print();
  } catch {
    return '';
  }
}
