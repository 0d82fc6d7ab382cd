import { findSecrets } from './find-secrets.ts';
import { Needles } from './needles.ts';
import { printable } from './printable.ts';

/** Characters of an excerpt, at most. */
const limit = 500;
/** Characters of an answer that are looked at. */
const glance = 64 * 1024;
/** Characters that are read in every way; an excerpt is made from them. */
const window = 1024;
/** Characters at the end of a text that goes on: a secret may begin there whose rest is not known. */
const edge = 128;
const mark = '[redacted]';
/** The end of base64, however it is spelled: it tells how long the secret is. */
const padding = /(?:=|%(?:25)*3d|&#x3d;|&#61;|&equals;|\\u003d)+/iy;
const none = new Needles([]);

/** Cuts secrets out of a text that an error is going to show, however they are spelled there; bounded, and printable. */
export function redact(text: string, needles: Needles = none): string {
  if (text.length <= window) return printable(cutOut(text, needles, text.length));
  return `${printable(cutOut(text.slice(0, window), needles, window - edge))}…`;
}

/** The beginning of a text for an error: bounded, one line, without the secrets. */
export function excerptOf(text: string, needles: Needles): string {
  const line = text.slice(0, glance).replaceAll(/\s+/g, ' ').trim();
  const isCut = line.length > window || text.length > glance;
  const end = isCut ? Math.min(line.length, window) - edge : line.length;
  const safe = printable(cutOut(line.slice(0, window), needles, end));
  if (safe === '') return '';
  return isCut || safe.length > limit ? `${safe.slice(0, limit)}…` : safe;
}

function cutOut(text: string, needles: Needles, end: number): string {
  if (needles.isEmpty) return text.slice(0, Math.max(0, end));
  const shown = findSecrets(text, needles);
  if (shown === undefined) return mark;
  let safe = '';
  for (let at = 0; at < end; at += 1) {
    if (shown[at] !== 1) {
      safe += text[at] ?? '';
      continue;
    }
    safe += mark;
    while (shown[at + 1] === 1) at += 1;
    padding.lastIndex = at + 1;
    at += padding.exec(text)?.[0].length ?? 0;
  }
  return safe;
}
