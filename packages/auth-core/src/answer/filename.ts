/** Characters that no file name needs: those that nobody sees, those that turn text round, and those that Windows reserves. */
const unfit =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffd]/gu;
const reserved = /[<>:"|?*]/g;
/** Devices of Windows, which are no files with any ending. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;
/** Bytes that a name may have on every system. */
const longest = 255;

/**
 * A name that a server proposes, made fit to be a file's in any folder, or undefined where nothing is left: its last part,
 * without what cannot be seen or has a meaning of its own. It never names a folder, a device or another drive.
 */
export function safeFileName(proposed: string): string | undefined {
  const last = proposed.split(/[/\\]/).at(-1) ?? '';
  const seen = last.replaceAll(unfit, '').replaceAll(reserved, '_').trim();
  const name = shortened(seen.replace(/[. ]+$/, '').replace(device, '_$&'));
  return name === '' ? undefined : name;
}

/** Cut in the middle where it is too long: its ending says what it is. */
function shortened(name: string): string {
  if (bytesIn(name) <= longest) return name;
  const ending = /\.[\w.-]{1,16}$/.exec(name)?.[0] ?? '';
  let kept = '';
  let bytes = ending.length;
  for (const character of name.slice(0, name.length - ending.length)) {
    bytes += bytesIn(character);
    if (bytes > longest) break;
    kept += character;
  }
  return kept + ending;
}

const encoder = new TextEncoder();

function bytesIn(text: string): number {
  return encoder.encode(text).length;
}

/** The file name that a `Content-Disposition` proposes, made safe. */
export function filenameOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.[0];
  if (text === undefined) return undefined;
  const extended = /;\s*filename\*=utf-8''([^;\s]+)/i.exec(text)?.[1];
  const plain = /;\s*filename="([^"]*)"/i.exec(text)?.[1] ?? /;\s*filename=([^;\s"]+)/i.exec(text)?.[1];
  const name = extended === undefined ? plain : unescape(extended);
  return name === undefined ? undefined : safeFileName(name);
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
