/** A field by a name that somebody else chose: `constructor` is none that every object has. */
export function ownOf<T>(fields: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
