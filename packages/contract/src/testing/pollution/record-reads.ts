/** What every object has by itself. */
const standard = new Set(Object.getOwnPropertyNames(Object.prototype));
/** These are looked for whenever a property is described: that one is there breaks the language itself. */
const descriptor = new Set(['get', 'set', 'value', 'writable', 'enumerable', 'configurable']);

/**
 * The names that are read through to `Object.prototype` while something runs: a getter for each name that may be hears of
 * it, and says that there is nothing.
 */
export async function recordReads(
  candidates: Iterable<string>,
  run: () => Promise<unknown>,
): Promise<Set<string>> {
  const read = new Set<string>();
  // What looks at the prototype itself finds nothing odd: else our own covering of polluted names would hide what is read.
  const { ownKeys } = Reflect;
  Reflect.ownKeys = (target) => (target === Object.prototype ? [...standard] : ownKeys(target));
  const names = [...candidates].filter((name) => !standard.has(name) && !descriptor.has(name));
  for (const name of names) {
    Reflect.defineProperty(Object.prototype, name, {
      configurable: true,
      enumerable: false,
      get: () => void read.add(name),
      set(value: unknown) {
        // As if there were nothing to inherit: the value becomes the object's own.
        const own = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
        Object.defineProperty(this, name, own);
      },
    });
  }
  try {
    await run();
  } finally {
    Reflect.ownKeys = ownKeys;
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
  return read;
}
