/** The Node that this package runs on: what undici asks for. */
const oldest = [22, 19] as const;

/**
 * Says that Node is too old, where something could not be loaded and that is why: undici fails on an older one with a
 * word about its own inside.
 *
 * @throws always: on a Node that is new enough, the error itself.
 */
export function explainOldNode(error: unknown, version: string = process.versions.node): never {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) throw error;
  throw new Error(`Bimodal runs on Node ${oldest.join('.')} or newer, and this is Node ${version}.`, {
    cause: error,
  });
}
