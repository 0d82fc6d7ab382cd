import { percentDecode } from './match-path.ts';

/** Fields as text, in the order in which they came; a name may come twice. */
export type TextEntries = readonly (readonly [name: string, text: string])[];

/** Reads a query or an urlencoded form. What is not percent-encoded as it should be stands as it is. */
export function readUrlencoded(text: string): TextEntries {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [decoded(pair), '']
        : [decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))];
    });
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  return percentDecode(spaced) ?? spaced;
}

/** The boundary of a multipart form, from its header or, where the header says otherwise, from its first line. */
export function boundaryOf(contentType: string, body: string): string | undefined {
  const named = /^multipart\/form-data;.*?boundary=(?:"([^"]+)"|([^\s;]+))/is.exec(contentType);
  if (named) return named[1] ?? named[2];
  return /^--([^\r\n]{1,70})\r\ncontent-disposition:/i.exec(body)?.[1];
}

/** Reads the parts of a multipart form as text. */
export function readMultipart(body: string, boundary: string): TextEntries {
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  return parts.flatMap((part) => {
    const blank = part.indexOf('\r\n\r\n');
    const name = /^content-disposition:.*?;\s*name="([^"]*)"/im.exec(part.slice(0, Math.max(blank, 0)))?.[1];
    return name === undefined ? [] : [[percentDecode(name) ?? name, part.slice(blank + 4)] as const];
  });
}
