import { entity } from './entities.ts';
import { utf8, ViewBuilder, type View } from './view.ts';

/**
 * The escapes of URLs, of programming languages and JSON, of HTML and XML. One of a language that is not whole is left: what
 * breaks it may be an escape itself.
 */
const spelled =
  /%u([0-9a-f]{4})|%([0-9a-f]{2})|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([0-7]{3})|\\([^ux0-9])|&#x([0-9a-f]{1,6});?|&#([0-9]{1,7});?|&([a-z]{2,8});?/gi;
/** Mail's escape besides. */
const spelledInMail = new RegExp(`=([0-9a-f]{2})|${spelled.source}`, 'gi');

/**
 * The text without its white space, and with one layer of escapes taken away, as far as it has them: a line may be broken
 * anywhere, within an escape too, and what breaks it may be escaped.
 */
export function unescaped(view: View): View[] {
  return [without(view, /\s+/g), rewritten(view, spelled, (found) => meaning(found, 1))].filter(isThere);
}

/** The same of what may be quoted-printable, where `=` escapes too, and stands at the end of lines. */
export function unescapedMail(view: View): View[] {
  if (!view.bytes.includes('=')) return [];
  const readings = [
    without(view, /=?\s+/g),
    rewritten(view, spelledInMail, (found) =>
      found[1] === undefined ? meaning(found, 2) : byte(found[1], 16),
    ),
  ];
  return readings.filter(isThere);
}

function without(view: View, pattern: RegExp): View | undefined {
  return rewritten(view, pattern, () => '');
}

function isThere(view: View | undefined): view is View {
  return view !== undefined;
}

/** What one match of `spelled` stands for; undefined where it stands for itself. */
function meaning(found: RegExpExecArray, first: number): string | undefined {
  const groups = found.slice(first);
  const [urlUnit, url, high, low, point, unit, hex, octal, plain, html16, html10, name] = groups;
  if (url !== undefined) return byte(url, 16);
  if (hex !== undefined) return byte(hex, 16);
  if (octal !== undefined) return byte(octal, 8);
  if (high !== undefined && low !== undefined) {
    return utf8(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)));
  }
  const code = urlUnit ?? point ?? unit ?? html16;
  if (code !== undefined) return character(Number.parseInt(code, 16));
  if (html10 !== undefined) return character(Number(html10));
  if (name !== undefined) {
    const text = entity(name);
    return text === undefined ? undefined : utf8(text);
  }
  if (plain !== undefined) return /[nrtbfv]/.test(plain) ? '\n' : plain;
  return '';
}

function byte(digits: string, base: number): string {
  return String.fromCharCode(Number.parseInt(digits, base) & 0xff);
}

function character(code: number): string {
  return code > 0x10ffff ? '' : utf8(String.fromCodePoint(code));
}

function rewritten(
  view: View,
  pattern: RegExp,
  read: (found: RegExpExecArray) => string | undefined,
): View | undefined {
  const builder = new ViewBuilder();
  let end = 0;
  for (const found of view.bytes.matchAll(pattern)) {
    const text = read(found);
    if (text === undefined) continue;
    const last = found.index + found[0].length;
    builder.copy(view, end, found.index);
    builder.add(text, view.from[found.index] ?? 0, view.to[last - 1] ?? 0);
    end = last;
  }
  if (end === 0) return undefined;
  builder.copy(view, end, view.bytes.length);
  return builder.view();
}
