import { InputError } from '@bimodal/auth-core';
import { isLoopback } from '@bimodal/auth-core/internal';

const control = /[\u0000-\u001f\u007f]/;

/** @throws InputError for what is no text, is empty, or cannot be what was issued. The message never shows it. */
export function embedText(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new InputError(`signEmbedUrl: \`${name}\` is empty.`);
  if (control.test(value)) {
    throw new InputError(
      `signEmbedUrl: \`${name}\` has a control character in it (perhaps a line break at its end). Trim it; its value is not shown.`,
    );
  }
  return embedUnicode(`\`${name}\``, value);
}

/** @throws InputError for half of a surrogate pair, which no URL can hold. */
export function embedUnicode(what: string, value: string): string {
  if (value.isWellFormed()) return value;
  throw new InputError(
    `signEmbedUrl: ${what} is not well-formed Unicode: it contains half of a surrogate pair.`,
  );
}

/** One segment of the path, encoded. @throws InputError for `.` and `..` too, by which a browser asks for another page. */
export function embedSegment(name: string, value: unknown): string {
  const text = embedText(name, value);
  if (text === '.' || text === '..') {
    throw new InputError(`signEmbedUrl: \`${name}\` must not be "${text}": it is part of the path.`);
  }
  return encodeURIComponent(text);
}

/** @throws InputError for what is more than scheme and host, and for plain http to another machine. */
export function embedOrigin(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isBare =
    url !== undefined &&
    url.pathname === '/' &&
    `${url.search}${url.hash}${url.username}${url.password}` === '' &&
    /^https?:$/.test(url.protocol);
  if (!isBare) {
    throw new InputError('signEmbedUrl: `baseUrl` must be scheme and host, such as https://app.mode.com.');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new InputError(
      `signEmbedUrl: \`baseUrl\` is plain http to ${url.host}: whoever listens could show the report. Use https.`,
    );
  }
  return url.origin;
}
