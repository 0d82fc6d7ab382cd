/**
 * A variable of the environment itself: `process.env` inherits like any object, and what a polluted `Object.prototype`
 * says is nobody's setting. One that is set to nothing counts as not set.
 */
export function variable(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  return value === '' ? undefined : value;
}
