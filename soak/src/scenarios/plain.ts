/** An answer as a value to compare: its links without the origin, which is the way by which it came. */
export function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, ''));
}
