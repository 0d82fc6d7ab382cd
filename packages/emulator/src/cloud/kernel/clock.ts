/** Times of the state: RFC 3339 to the millisecond, as the platform writes them. */
export function now(): string {
  return new Date().toISOString();
}

/** Unix seconds. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Times of events: to the nanosecond, as the platform was seen to write them. */
export function eventTime(): string {
  const microseconds = Math.round((performance.timeOrigin + performance.now()) * 1000);
  const milliseconds = Math.floor(microseconds / 1000);
  const rest = String(microseconds % 1000).padStart(3, '0');
  return new Date(milliseconds).toISOString().replace('Z', `${rest}000Z`);
}
