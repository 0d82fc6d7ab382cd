import type { Collections } from '../../series/collections.ts';
import type { TimeSeries } from '../../series/time-series.ts';
import { isSeries, type BackfilledPoint, type BackfillSource } from './backfill.ts';
import type { ReadSource } from './fill-gap.ts';

/** Where points are kept. */
export interface PointStores {
  readonly timeSeries: Pick<TimeSeries, 'points'>;
  readonly collections: Pick<Collections, 'points'>;
}

/** Reads from the platform's time series, under the rules of every other call. */
export function sourceReader({ timeSeries, collections }: PointStores): ReadSource {
  return async function* read(
    source: BackfillSource,
    span,
    signal,
  ): AsyncGenerator<BackfilledPoint, void, undefined> {
    if (isSeries(source)) {
      for await (const point of timeSeries.points({ ...source, ...span }, { signal })) {
        yield { type: 'backfilled', ...source, ...point };
      }
      return;
    }
    const { home, module, collection } = source;
    for await (const point of collections.points({ ...source, ...span }, { signal })) {
      yield { type: 'backfilled', home, module, collection, ...point };
    }
  };
}
