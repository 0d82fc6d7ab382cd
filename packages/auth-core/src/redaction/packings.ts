import { ViewBuilder, type View } from './view.ts';

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf: ReadonlyMap<string, number> = new Map([
  ...Array.from(base64Digits, (digit, value): [string, number] => [digit, value]),
  ['-', 62],
  ['_', 63],
]);

interface Digit {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The bytes that a text may stand for, as base64 or base64url, as hexadecimal and as decimal numbers. What is no digit is
 * passed over: padding, line breaks, separators. Where the digits begin is not known, so each beginning is tried.
 */
export function unpacked(view: View): View[] {
  const base64 = digitsIn(view, /[\w+/-]/g, (text) => valueOf.get(text));
  const hex = digitsIn(view, /0x|[0-9a-f]/gi, (text) => (text.length > 1 ? undefined : parseHex(text)));
  const decimal = digitsIn(view, /(?<![0-9])[0-9]{1,3}(?![0-9])/g, Number).filter(({ value }) => value < 256);
  return [
    ...[0, 1, 2, 3].map((start) => fromBase64(base64.slice(start))),
    ...[0, 1].map((start) => fromHex(hex.slice(start))),
    fromBytes(decimal),
  ].filter(({ bytes }) => bytes.length > 3);
}

function parseHex(text: string): number {
  return Number.parseInt(text, 16);
}

function digitsIn(view: View, pattern: RegExp, read: (text: string) => number | undefined): Digit[] {
  const digits: Digit[] = [];
  for (const { 0: text, index } of view.bytes.matchAll(pattern)) {
    const value = read(text);
    if (value === undefined) continue;
    digits.push({ value, from: view.from[index] ?? 0, to: view.to[index + text.length - 1] ?? 0 });
  }
  return digits;
}

function fromBase64(digits: readonly Digit[]): View {
  const builder = new ViewBuilder();
  for (let at = 0; at + 1 < digits.length; at += 1) {
    const [one, other] = [digits[at], digits[at + 1]];
    const place = at % 4;
    // Four digits are three bytes: no byte begins in the last one.
    if (one === undefined || other === undefined || place === 3) continue;
    const value = ((one.value << (2 + 2 * place)) | (other.value >> (4 - 2 * place))) & 0xff;
    builder.add(String.fromCharCode(value), one.from, other.to);
  }
  return builder.view();
}

function fromHex(digits: readonly Digit[]): View {
  const builder = new ViewBuilder();
  for (let at = 0; at + 1 < digits.length; at += 2) {
    const [one, other] = [digits[at], digits[at + 1]];
    if (one === undefined || other === undefined) break;
    builder.add(String.fromCharCode(one.value * 16 + other.value), one.from, other.to);
  }
  return builder.view();
}

function fromBytes(digits: readonly Digit[]): View {
  const builder = new ViewBuilder();
  for (const { value, from, to } of digits) builder.add(String.fromCharCode(value), from, to);
  return builder.view();
}
