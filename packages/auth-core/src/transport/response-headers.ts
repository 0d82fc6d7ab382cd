/** Headers of an answer, names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A header that the answer itself has: undici's object inherits, and what a polluted prototype says is no header. */
export function headerOf(headers: ResponseHeaders, name: string): string | readonly string[] | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

/** The same, where one that came several times says nothing. */
export function singleHeader(headers: ResponseHeaders, name: string | undefined): string | undefined {
  if (name === undefined || !Object.hasOwn(headers, name)) return undefined;
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
