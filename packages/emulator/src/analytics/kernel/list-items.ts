/** Whether there is nothing at the place of a list's items, e.g. `_embedded.reports`; '' is the answer itself. */
export function hasNoItems(body: unknown, items: string): boolean {
  const path = items === '' ? [] : items.split('.');
  const found = path.reduce(
    (value, field) => new Map<string, unknown>(Object.entries(value ?? {})).get(field),
    body,
  );
  return Array.isArray(found) && found.length === 0;
}
