import { DuckDBTimestampValue } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timestampText } from './timestamp-text.ts';

test('writes every timestamp as DuckDB does', () => {
  const micros = fc.oneof(
    fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
    fc.bigInt({ min: -10n, max: 4_102_444_800n }).map((seconds) => seconds * 1_000_000n),
    fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n - 1n), 0n, 1n, -1n, 9_007_199_254_740_991n),
  );
  fc.assert(
    fc.property(micros, (count) => {
      expect(timestampText(count)).toBe(new DuckDBTimestampValue(count).toString());
    }),
    { numRuns: 2000 },
  );
});
