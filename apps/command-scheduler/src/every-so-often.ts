/** Says whether it is time again: at first, and once so many milliseconds have passed since it last was. */
export function everySoOften(interval: number, now: () => number = () => performance.now()): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const isTime = now() - last >= interval;
    if (isTime) last = now();
    return isTime;
  };
}
