import type { CallOptions } from '@bimodal/auth-core';
import { TimeSeriesOperations } from '../gen/time-series.ts';
import { allPoints } from './all-points.ts';

/** One measured number. */
export interface SeriesPoint {
  /** RFC 3339, UTC. */
  readonly timestamp: string;
  readonly value: number;
}

/** Where a series is, and the span to read of it. */
export interface SeriesSpan {
  readonly home: number;
  readonly module: string;
  readonly series: string;
  /** From when on, RFC 3339. */
  readonly begin: string;
  /** Until when, exclusive. */
  readonly end: string;
}

/** Numbers over time. */
export class TimeSeries extends TimeSeriesOperations {
  /**
   * Every point of a span as it was measured, oldest first, page after page of 100. It goes on when it is read.
   *
   * ```ts
   * for await (const { timestamp, value } of cloud.timeSeries.points({ home, module: 'tsdb', series, begin, end })) …
   * ```
   *
   * More points in one millisecond than the platform gives at once (100 were seen) cannot all be read: it has no call for them.
   *
   * Source: observed.
   *
   * @throws InputError for a span that has no moments in RFC 3339.
   */
  async *points(span: SeriesSpan, options?: CallOptions): AsyncGenerator<SeriesPoint, void, undefined> {
    const { home, module, series } = span;
    const ask = async (ts: string, limit: number) =>
      (await this.getPoints({ home, module, series, ts, limit }, options)).data;
    for await (const [timestamp, value] of allPoints(span, ask)) {
      yield { timestamp: String(timestamp), value: Number(value) };
    }
  }
}
