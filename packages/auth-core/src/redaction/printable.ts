/** Control characters (C0, C1), and what turns, hides or breaks the text around it: a terminal or a log would obey them. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const short: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A text for people to read, with what they could not see spelled out: an escape as `\u001b`, a line break as `\n`. */
export function printable(text: string): string {
  return text.replaceAll(
    unprintable,
    (unit) => short.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
