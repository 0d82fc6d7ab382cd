/** The name of a body's encoding, or undefined where it has none. */
export function encodingOf(header: string | readonly string[] | undefined): string | undefined {
  const name = (typeof header === 'string' ? header : header?.join(','))?.trim().toLowerCase();
  return name === undefined || name === '' || name === 'identity' ? undefined : name;
}
