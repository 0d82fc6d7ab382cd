/** The file name that a `Content-Disposition` proposes, reduced to its last part: it never names a folder. */
export function filenameOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.[0];
  if (text === undefined) return undefined;
  const extended = /;\s*filename\*=utf-8''([^;\s]+)/i.exec(text)?.[1];
  const plain = /;\s*filename="([^"]*)"/i.exec(text)?.[1] ?? /;\s*filename=([^;\s"]+)/i.exec(text)?.[1];
  const name = (extended === undefined ? plain : unescape(extended))?.split(/[/\\]/).at(-1);
  const safe = name?.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim();
  return safe === undefined || safe === '' || safe === '.' || safe === '..' ? undefined : safe;
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
