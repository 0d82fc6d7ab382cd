/** Sets properties of a built-in prototype, as an attack through a careless merge does, while something runs. */
export function polluted<T>(
  prototype: object,
  properties: Readonly<Record<string, unknown>>,
  run: () => T,
): T {
  for (const [name, value] of Object.entries(properties)) Reflect.set(prototype, name, value);
  try {
    return run();
  } finally {
    for (const name of Object.keys(properties)) Reflect.deleteProperty(prototype, name);
  }
}
