import { InputError } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import type { CollectionPoint, CollectionSpan } from '../../series/collections.ts';
import type { SeriesPoint, SeriesSpan } from '../../series/time-series.ts';
import type { Gap } from '../items.ts';

/** A time series whose points fill gaps. */
export type SeriesSource = Omit<SeriesSpan, 'begin' | 'end'>;

/** A collection whose points fill gaps. */
export type CollectionSource = Omit<CollectionSpan, 'begin' | 'end'>;

export type BackfillSource = SeriesSource | CollectionSource;

/**
 * What fills the gaps of an event stream, where the connection was lost: the points that a time series module kept of the
 * events in it. Nothing else of an event is kept anywhere: not its type, not its sender, no event that carried no point, and
 * none of the platform's own (`_deviceConnected_`).
 */
export interface Backfill {
  /** Where to read: at most 100 series and collections. What is not named here is not filled. */
  readonly from: readonly BackfillSource[];
  /** Points that are read for one gap at most, the oldest first. Default 10,000. */
  readonly limit?: number | undefined;
  /**
   * Milliseconds before the gap that are read, too, since a point is measured before its event comes: some points come a
   * second time then. Default 5,000.
   */
  readonly margin?: number | undefined;
}

/** A point of a series that was measured around a gap. */
export interface BackfilledSeriesPoint extends SeriesSource, SeriesPoint {
  readonly type: 'backfilled';
}

/** A point of a collection that was measured around a gap. */
export interface BackfilledCollectionPoint
  extends Omit<CollectionSource, 'values' | 'tags'>, CollectionPoint {
  readonly type: 'backfilled';
}

export type BackfilledPoint = BackfilledSeriesPoint | BackfilledCollectionPoint;

/** What could not be read of a source: it is missing from this moment on, up to the end of the gap. */
export interface NotFilled {
  readonly source: BackfillSource;
  readonly from: Date;
  /** `limit`: there was more than may be read; `failed`: it could not be read; `closed`: the stream was closed. */
  readonly reason: 'limit' | 'failed' | 'closed';
  readonly error?: unknown;
}

/** Behind the last point that fills a gap: what comes after it is live again. */
export interface BackfillEnd {
  readonly type: 'backfillEnd';
  readonly gap: Gap;
  /** How many points filled it. */
  readonly count: number;
  /** Empty where every point of every source was read. */
  readonly notFilled: readonly NotFilled[];
}

export interface BackfillSettings {
  readonly from: readonly BackfillSource[];
  readonly limit: number;
  readonly margin: number;
}

/** @throws InputError for what cannot be read from. */
export function readBackfill(given: Backfill): BackfillSettings {
  const { from, limit = 10_000, margin = 5_000 } = ownCopy(given);
  if (!Array.isArray(from) || from.length === 0 || from.length > 100) {
    throw new InputError(
      'Gaps are filled from 1 to 100 series and collections: name them in `backfill.from`.',
    );
  }
  for (const source of from as readonly BackfillSource[]) {
    if (!isSeries(source) && (!Array.isArray(source.values) || source.values.length === 0)) {
      throw new InputError(
        'Name a series, or a collection and one of its values at least, to fill gaps from.',
      );
    }
  }
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InputError('`backfill.limit` has to be a number from 1 on.');
  if (!Number.isSafeInteger(margin) || margin < 0) {
    throw new InputError('`backfill.margin` has to be a number of milliseconds.');
  }
  return { from: structuredClone(from), limit, margin };
}

export function isSeries(source: BackfillSource): source is SeriesSource {
  return Object.hasOwn(source, 'series');
}
