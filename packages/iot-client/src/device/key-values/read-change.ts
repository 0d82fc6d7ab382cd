/** What the platform tells of a device's store. */
export type StoreMessage =
  | { readonly action: 'reload'; readonly rev: number; readonly items: readonly StoredItem[] }
  | { readonly action: 'set'; readonly rev: number; readonly key: string; readonly value: unknown }
  | { readonly action: 'delete'; readonly rev: number; readonly key: string };

interface StoredItem {
  readonly key: string;
  readonly value: unknown;
}

/** What a message says; undefined where it is none that the platform sends. Source: observed (MODE's Go client). */
export function readStoreMessage(text: string | undefined): StoreMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null) return undefined;
  const { action, rev, key, value, items }: Partial<Record<string, unknown>> = { ...message };
  if (typeof rev !== 'number') return undefined;
  if (action === 'reload') {
    // An empty list is null in Go.
    const all: unknown = items ?? [];
    return Array.isArray(all) && all.every(isItem) ? { action, rev, items: all } : undefined;
  }
  if (typeof key !== 'string') return undefined;
  if (action === 'set') return { action, rev, key, value };
  return action === 'delete' ? { action, rev, key } : undefined;
}

function isItem(item: unknown): item is StoredItem {
  return (
    typeof item === 'object' &&
    item !== null &&
    Object.hasOwn(item, 'key') &&
    typeof Reflect.get(item, 'key') === 'string' &&
    Object.hasOwn(item, 'value')
  );
}
