import { setTimeout as sleep } from 'node:timers/promises';
import { report, type Reporting } from './report.ts';

/** Reports at once and then every interval, until `stop` is aborted. A new interval counts from the last report on. */
export async function reportLoop(reporting: Reporting, stop: AbortSignal): Promise<void> {
  const { configured } = reporting;
  while (!stop.aborted) {
    report(reporting);
    const reported = performance.now();
    let isDue = false;
    while (!isDue && !stop.aborted) {
      const changed = new AbortController();
      const forget = configured.onChange(() => changed.abort());
      const rest = Math.max(0, reported + configured.current.interval * 1000 - performance.now());
      const either = AbortSignal.any([stop, changed.signal]);
      isDue = await sleep(rest, true, { signal: either }).catch(() => false);
      forget();
    }
  }
}
