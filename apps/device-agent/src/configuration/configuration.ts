export type Unit = 'celsius' | 'fahrenheit';

/** How the agent works, as the key-value store of its device says. */
export interface Configuration {
  /** Seconds between reports, 0.1 to 86,400. */
  readonly interval: number;
  /** What temperatures are reported in. */
  readonly unit: Unit;
}

/** Reads a value of the store; undefined where it is none that the agent knows. */
const readers: { readonly [K in keyof Configuration]: (value: unknown) => Configuration[K] | undefined } = {
  interval: readInterval,
  unit: (value) => (value === 'celsius' || value === 'fahrenheit' ? value : undefined),
};

/** Seconds between reports; undefined where the value is no such number. */
export function readInterval(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0.1 && value <= 86_400 ? value : undefined;
}

const isKey = (key: string): key is keyof Configuration => Object.hasOwn(readers, key);

/** What a store says, over what is so by default. Keys of others are nobody's business; of wrong values `wrong` hears. */
export function readConfiguration(
  store: Iterable<readonly [string, unknown]>,
  defaults: Configuration,
  wrong: (key: string, value: unknown) => void,
): Configuration {
  let configuration = defaults;
  for (const [key, value] of store) {
    if (!isKey(key)) continue;
    const read = readers[key](value);
    if (read === undefined) wrong(key, value);
    else configuration = { ...configuration, [key]: read };
  }
  return configuration;
}
