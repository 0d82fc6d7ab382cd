import type { FieldDef } from 'pg';
import type { Column, ColumnKind } from '../column.ts';

/** By PostgreSQL's own number of the type; the others are text. */
const types: ReadonlyMap<number, readonly [string, ColumnKind]> = new Map<
  number,
  readonly [string, ColumnKind]
>([
  [16, ['BOOLEAN', 'boolean']],
  [20, ['BIGINT', 'integer']],
  [21, ['SMALLINT', 'number']],
  [23, ['INTEGER', 'number']],
  [26, ['OID', 'integer']],
  [114, ['JSON', 'json']],
  [700, ['REAL', 'number']],
  [701, ['DOUBLE PRECISION', 'number']],
  [1082, ['DATE', 'text']],
  [1114, ['TIMESTAMP', 'timestamp']],
  [1184, ['TIMESTAMP WITH TIME ZONE', 'timestamp']],
  [1700, ['NUMERIC', 'decimal']],
  [3802, ['JSONB', 'json']],
]);

/** Columns of a result; of several with one name each but the first has a number. */
export function columnsOf(fields: readonly FieldDef[]): readonly Column[] {
  const seen = new Map<string, number>();
  return fields.map(({ name, dataTypeID }) => {
    const [type, kind] = types.get(dataTypeID) ?? ['TEXT', 'text'];
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { name: count === 0 ? name : `${name}:${count}`, type, kind };
  });
}
