import { isPage } from './page.ts';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process; without any variable where there is none. What bundlers put in its place in a page is nobody's setting. */
export function ownEnvironment(): Environment {
  return !isPage() && typeof process === 'object' && typeof process.env === 'object' ? process.env : {};
}

/**
 * A variable of the environment itself: `process.env` inherits like any object, and what a polluted `Object.prototype`
 * says is nobody's setting. One that is set to nothing counts as not set.
 */
export function variable(environment: Environment, name: string): string | undefined {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  return value === '' ? undefined : value;
}
