import { InputError, type CallOptions } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import { CollectionOperations } from '../gen/collections.ts';
import { allPoints } from './all-points.ts';

/** What was measured at one moment. */
export interface CollectionPoint {
  /** RFC 3339, UTC. */
  readonly timestamp: string;
  /** By name; null where the point has none. */
  readonly values: Readonly<Record<string, number | null>>;
  /** By name; null where the point has none. */
  readonly tags: Readonly<Record<string, string | null>>;
}

/** Where a collection is, and what to read of it. */
export interface CollectionSpan {
  readonly home: number;
  readonly module: string;
  readonly collection: string;
  /** From when on, RFC 3339. */
  readonly begin: string;
  /** Until when, exclusive. */
  readonly end: string;
  /** Names of values, one at least: the platform refuses none. */
  readonly values: readonly string[];
  /** Names of tags. Default none. */
  readonly tags?: readonly string[] | undefined;
}

/** Several numbers, and tags, over time. */
export class Collections extends CollectionOperations {
  /**
   * Every point of a span as it was measured, oldest first, page after page of 100. It goes on when it is read.
   *
   * More points in one millisecond than the platform gives at once (100 were seen) cannot all be read: it has no call for them.
   *
   * Source: observed.
   *
   * @throws InputError where no value is named, or the span has no moments in RFC 3339.
   */
  async *points(
    span: CollectionSpan,
    options?: CallOptions,
  ): AsyncGenerator<CollectionPoint, void, undefined> {
    const { home, module, collection, values, tags = [] } = ownCopy(span);
    if (values.length === 0) throw new InputError('Name one value at least: the platform refuses none.');
    const selectValues = values.join(',');
    const selectTags = tags.length === 0 ? {} : { selectTags: tags.join(',') };
    const ask = async (ts: string, limit: number) =>
      (await this.getPoints({ home, module, collection, ts, limit, selectValues, ...selectTags }, options))
        .data;
    for await (const [timestamp, ...cells] of allPoints(span, ask)) {
      yield {
        timestamp: String(timestamp),
        values: Object.fromEntries(values.map((name, at) => [name, numberOf(cells[at])])),
        tags: Object.fromEntries(tags.map((name, at) => [name, textOf(cells[values.length + at])])),
      };
    }
  }
}

function numberOf(cell: string | number | null | undefined): number | null {
  return cell == null ? null : Number(cell);
}

function textOf(cell: string | number | null | undefined): string | null {
  return cell == null ? null : String(cell);
}
