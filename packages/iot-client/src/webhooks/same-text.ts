/**
 * Whether two texts are the same. It takes the same time wherever they differ: only their lengths, which are no secret, can
 * be told from it.
 */
export function isSameText(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}
