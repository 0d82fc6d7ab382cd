/** A child's environment. Nothing of this process's: no key of anybody is of use there. Windows starts nothing without its folder. */
export function environment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  // Node reads inherited names too, and a prototype that somebody polluted is not the child's business.
  const bare = Object.create(null) as NodeJS.ProcessEnv;
  return Object.assign(bare, { TZ: 'UTC' }, SystemRoot === undefined ? {} : { SystemRoot });
}
