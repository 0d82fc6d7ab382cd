import { DuckDBTypeId } from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';

/** How a column's text becomes JSON. `json` is nested values and JSON itself: already JSON text. */
export type ColumnKind = 'number' | 'integer' | 'decimal' | 'boolean' | 'timestamp' | 'json' | 'text';

export interface Column {
  /** Unique within a result: a second `x` is `x:1`. */
  readonly name: string;
  /** DuckDB's name of the type, e.g. `DECIMAL(18,3)`. */
  readonly type: string;
  readonly kind: ColumnKind;
}

/** One row, each value as the text that a CSV has; null stays null. */
export type Row = readonly (string | null)[];

const KINDS: ReadonlyMap<DuckDBTypeId, ColumnKind> = new Map<DuckDBTypeId, ColumnKind>([
  ...[DuckDBTypeId.TINYINT, DuckDBTypeId.SMALLINT, DuckDBTypeId.INTEGER].map(kind('number')),
  ...[DuckDBTypeId.UTINYINT, DuckDBTypeId.USMALLINT, DuckDBTypeId.UINTEGER].map(kind('number')),
  ...[DuckDBTypeId.FLOAT, DuckDBTypeId.DOUBLE].map(kind('number')),
  ...[DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.BIGNUM].map(kind('integer')),
  ...[DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT].map(kind('integer')),
  ...[DuckDBTypeId.TIMESTAMP, DuckDBTypeId.TIMESTAMP_TZ, DuckDBTypeId.TIMESTAMP_S].map(kind('timestamp')),
  ...[DuckDBTypeId.TIMESTAMP_MS, DuckDBTypeId.TIMESTAMP_NS].map(kind('timestamp')),
  ...[DuckDBTypeId.LIST, DuckDBTypeId.ARRAY, DuckDBTypeId.STRUCT, DuckDBTypeId.MAP].map(kind('json')),
  ...[DuckDBTypeId.UNION, DuckDBTypeId.VARIANT].map(kind('json')),
  [DuckDBTypeId.DECIMAL, 'decimal'],
  [DuckDBTypeId.BOOLEAN, 'boolean'],
]);

function kind(name: ColumnKind): (id: DuckDBTypeId) => [DuckDBTypeId, ColumnKind] {
  return (id) => [id, name];
}

export function kindOf(type: DuckDBType): ColumnKind {
  return type.alias === 'JSON' ? 'json' : (KINDS.get(type.typeId) ?? 'text');
}
