import { ViewBuilder, type View } from './view.ts';

/** Six characters or more of UTF-8 text; NUL is let pass and left out, since UTF-16 is half of it. */
const island =
  /(?:[\t\n\r\x20-\x7e\0]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){6,}/g;

/** A byte that no UTF-8 text has: what stands before it and behind it do not belong together. */
export const gap = '\xff';

/**
 * What of unpacked bytes looks like text, or undefined where nothing does. Ordinary words are base64 of noise: this keeps
 * the noise from being unpacked again.
 */
export function islands(view: View): View | undefined {
  const builder = new ViewBuilder();
  for (const { 0: text, index } of view.bytes.matchAll(island)) {
    if (/^\0+$/.test(text)) continue;
    for (const { 0: part, index: start } of text.matchAll(/[^\0]+/g)) {
      builder.copy(view, index + start, index + start + part.length);
    }
    const end = view.to[index + text.length - 1] ?? 0;
    builder.add(gap, end, end);
  }
  const found = builder.view();
  return found.bytes === '' ? undefined : found;
}
