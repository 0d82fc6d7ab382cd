export interface Outcome {
  /** What came of it; the failure in words, where it failed. */
  readonly text: string;
  readonly failed: boolean;
}

/** What was broken off may still throw when nobody asks any more. */
const late = (): void => undefined;
let hear: (error: unknown) => void = late;

/** From now on what nobody catches belongs to what is being settled, and ends no process. */
export function catchStrays(): void {
  process.on('uncaughtException', (error) => hear(error));
  process.on('unhandledRejection', (error) => hear(error));
}

type Settled = { readonly data: unknown } | { readonly error: unknown };

/**
 * What comes of something, where it may throw, reject, never end, or throw where nobody catches it. `told` is for when nothing
 * is polluted any more.
 */
export function settle(run: () => Promise<unknown>, patience: number): Promise<Settled> {
  return new Promise((resolve) => {
    const give = (settled: Settled): void => {
      clearTimeout(timer);
      hear = late;
      // Without a prototype it is no thenable, whatever is polluted.
      Object.setPrototypeOf(settled, null);
      resolve(settled);
    };
    const uncaught = (error: unknown): void => give({ error: new Error(`uncaught: ${String(error)}`) });
    hear = uncaught;
    const timer = setTimeout(() => give({ error: new Error('hung') }), patience);
    try {
      run().then(
        (data) => give({ data }),
        (error: unknown) => give({ error }),
      );
    } catch (error) {
      give({ error });
    }
  });
}

export function told(settled: Settled): Outcome {
  if (Object.hasOwn(settled, 'data')) {
    return { text: JSON.stringify(Reflect.get(settled, 'data')) ?? 'nothing', failed: false };
  }
  const error: unknown = Reflect.get(settled, 'error');
  return { text: error instanceof Error ? `${error.name}: ${error.message}` : String(error), failed: true };
}

export type { Settled };
