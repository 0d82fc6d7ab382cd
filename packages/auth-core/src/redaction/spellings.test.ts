import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Needles } from './needles.ts';
import { redact } from './redact.ts';

type Spelling = (text: string) => string;

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const eachUnit = (text: string, spell: (unit: number) => string): string =>
  Array.from({ length: text.length }, (_, at) => spell(text.charCodeAt(at))).join('');
const eachPoint = (text: string, spell: (point: number) => string): string =>
  [...text].map((character) => spell(character.codePointAt(0) ?? 0)).join('');
const eachByte = (text: string, spell: (byte: number) => string): string =>
  Array.from(bytesOf(text), spell).join('');
const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '=': '&equals;',
  '/': '&sol;',
  '+': '&plus;',
  ':': '&colon;',
};

/** Each can be read back, so each can stand upon another. */
const spellings: Readonly<Record<string, Spelling>> = {
  base64: (text) => bytesOf(text).toString('base64'),
  'base64 without padding': (text) => bytesOf(text).toString('base64').replaceAll('=', ''),
  base64url: (text) => bytesOf(text).toString('base64url'),
  'base64 of UTF-16': (text) =>
    Buffer.from(text, /^[\0-\x7f]*$/.test(text) ? 'utf16le' : 'utf8').toString('base64'),
  'base64, one byte later': (text) => bytesOf(`:${text}:`).toString('base64'),
  'base64, two bytes later': (text) => bytesOf(`a:${text}:b`).toString('base64'),
  hex: (text) => bytesOf(text).toString('hex'),
  'hex in capitals': (text) => bytesOf(text).toString('hex').toUpperCase(),
  'hex with colons': (text) => eachByte(text, (byte) => `${hex(byte, 2)}:`),
  'hex of a language': (text) => eachByte(text, (byte) => `0x${hex(byte, 2)}, `),
  'numbers in JSON': (text) => JSON.stringify([...bytesOf(text)]),
  JSON: (text) => JSON.stringify(text),
  'JSON of ASCII': (text) => eachUnit(text, (unit) => `\\u${hex(unit, 4)}`),
  'JSON for HTML': (text) =>
    JSON.stringify(text).replaceAll(/[<>&'/=+]/g, (sign) => `\\u${hex(sign.charCodeAt(0), 4)}`),
  'bytes of a language': (text) => eachByte(text, (byte) => `\\x${hex(byte, 2)}`),
  octal: (text) => eachByte(text, (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
  'a URL': encodeURIComponent,
  'a URL, all of it': (text) => eachByte(text, (byte) => `%${hex(byte, 2)}`),
  'a form': (text) => new URLSearchParams([['', text]]).toString(),
  'HTML, decimal': (text) => eachPoint(text, (point) => `&#${point};`),
  'HTML, hexadecimal': (text) => eachPoint(text, (point) => `&#x${hex(point, 2)};`),
  'HTML, named': (text) => text.replaceAll(/[&<>"'=/+:]/g, (sign) => names[sign] ?? sign),
  'quoted-printable': (text) =>
    eachByte(text, (byte) =>
      /[a-z0-9]/i.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `=${hex(byte, 2).toUpperCase()}`,
    ),
  'lines of 7': (text) => text.replaceAll(/.{7}/gsu, '$&\r\n'),
  'lines of 20': (text) => text.replaceAll(/.{20}/gsu, '$&\n  '),
  'soft lines of mail': (text) => text.replaceAll('=', '=3D').replaceAll(/[^=]{19}/gsu, '$&=\r\n'),
};

/** After these nothing can be read back but what the needles foresee. */
const changes: Readonly<Record<string, Spelling>> = {
  nothing: (text) => text,
  capitals: (text) => text.toUpperCase(),
  'small letters': (text) => text.toLowerCase(),
  'base64 in capitals': (text) => bytesOf(text).toString('base64').toUpperCase(),
  'base64 in small letters, one byte later': (text) => bytesOf(`:${text}`).toString('base64').toLowerCase(),
  'base64url in capitals, two bytes later': (text) =>
    bytesOf(`u:${text}`).toString('base64url').toUpperCase(),
  'another accent form': (text) => text.normalize('NFD'),
};

const ascii = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 20,
  maxLength: 48,
});
const random = fc
  .uint8Array({ minLength: 20, maxLength: 30 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const words = fc.string({
  unit: fc.constantFrom(...'abcé ßöñ日本語кириλ🔑"\\&%=+/'),
  minLength: 20,
  maxLength: 30,
});
/** A secret whose letters are few and alike could be told from nothing. */
const secrets = fc
  .oneof(ascii, random, words)
  .filter((text) => new Set(text.toLowerCase()).size > 6 && /[a-z0-9]{2}/i.test(text));

/** Another secret of the same build: other letters, other digits. */
const otherOf = (secret: string): string =>
  secret.replaceAll(/[a-z0-9]/gi, (sign) => {
    const [first, many] = /[0-9]/.test(sign) ? ['0', 10] : [sign < 'a' ? 'A' : 'a', 26];
    const start = first.charCodeAt(0);
    return String.fromCharCode(start + ((sign.charCodeAt(0) - start + many / 2) % many));
  });

/** How far two texts differ: what is left of the first without what both begin and end with. */
function difference(one: string, other: string): number {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < one.length - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return one.length - start - end;
}

/** Characters of a secret that may be left at its edges: base64's digits hold pieces of what stands beside it. */
const atEdges = 6;

describe('a secret in any spelling upon spelling', () => {
  it('is cut out: what is left is the same of another secret', () => {
    fc.assert(
      fc.property(
        secrets,
        fc.constantFrom(...Object.keys(changes)),
        fc.array(fc.constantFrom(...Object.keys(spellings)), { maxLength: 3 }),
        (secret, change, stack) => {
          const shown = (text: string): string => {
            const spelled = stack.reduce(
              (spelled, name) => spellings[name]?.(spelled) ?? spelled,
              changes[change]?.(text) ?? text,
            );
            fc.pre(spelled.length < 800);
            return `before<<${spelled}>>after`;
          };
          const [one, other] = [secret, otherOf(secret)].map((text) =>
            redact(shown(text), new Needles([text])).replaceAll('[redacted]', ''),
          );
          // A text with too many readings is not shown at all.
          if (one === '' || other === '') return;
          const expansion = shown(secret).length / secret.length;
          const left = difference(one ?? '', other ?? '');
          if (left > atEdges * expansion + 8) throw new Error(`${left}: ${shown(secret)}\n${one}`);
        },
      ),
      { numRuns: 500 },
    );
  });
});
