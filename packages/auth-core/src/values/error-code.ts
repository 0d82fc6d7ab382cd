/** The `code` that an error itself has, of the system or of a library; an inherited one is nobody's. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !Object.hasOwn(error, 'code')) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && code !== '' ? code : undefined;
}
