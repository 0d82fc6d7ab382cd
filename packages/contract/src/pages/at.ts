/** What is at a dotted path of an answer, by own keys; '' is the answer itself. */
export function at(answer: unknown, path: string): unknown {
  if (path === '') return answer;
  let value = answer;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** The items of a page. A page without its array has none. */
export function itemsAt(answer: unknown, path: string): readonly unknown[] {
  const items = at(answer, path);
  return Array.isArray(items) ? items : [];
}

/** A counter, whether the platform writes it as a number or as digits. */
export function countAt(answer: unknown, path: string): number | undefined {
  const value = at(answer, path);
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
