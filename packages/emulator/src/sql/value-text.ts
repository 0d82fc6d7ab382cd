import * as duckdb from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { kindOf } from './column.ts';
import { jsonOf } from './json-value.ts';
import { timestampText } from './timestamp-text.ts';

type Present = NonNullable<DuckDBValue>;

/** How values of a type are written as text: numbers plainly, dates as ISO, nested values as JSON. */
export function textFor(type: DuckDBType): (value: Present) => string {
  if (type.typeId === duckdb.DuckDBTypeId.FLOAT) return (value) => shortestFloat(Number(value));
  if (type.typeId === duckdb.DuckDBTypeId.TIMESTAMP || type.typeId === duckdb.DuckDBTypeId.TIMESTAMP_TZ)
    return timestamp;
  if (kindOf(type) === 'json' && type.typeId !== duckdb.DuckDBTypeId.VARCHAR)
    return (value) => nestedJson(value, type);
  return String;
}

/** With a time zone it is in UTC: the value's own text would be in the time zone of the machine. */
function timestamp(value: Present): string {
  if (value instanceof duckdb.DuckDBTimestampValue) return timestampText(value.micros);
  if (!(value instanceof duckdb.DuckDBTimestampTZValue)) return String(value);
  return value.isFinite ? `${timestampText(value.micros)}+00` : timestampText(value.micros);
}

/** `0.1` for the 32-bit number whose 64-bit text is `0.10000000149011612`. */
function shortestFloat(value: number): string {
  const digits = [6, 7, 8].find((count) => Math.fround(Number(value.toPrecision(count))) === value) ?? 9;
  return String(Number(value.toPrecision(digits)));
}

/** A nested value as JSON text: lists as arrays, structs and maps as objects, unions as their value. */
function nestedJson(value: DuckDBValue, type: DuckDBType): string {
  if (value === null) return 'null';
  if (value instanceof duckdb.DuckDBListValue && type instanceof duckdb.DuckDBListType) {
    return array(value.items, type.valueType);
  }
  if (value instanceof duckdb.DuckDBArrayValue && type instanceof duckdb.DuckDBArrayType) {
    return array(value.items, type.valueType);
  }
  if (value instanceof duckdb.DuckDBStructValue && type instanceof duckdb.DuckDBStructType) {
    return object(type.entryNames.map((name, i) => [name, value.entries[name] ?? null, type.entryTypes[i]]));
  }
  if (value instanceof duckdb.DuckDBMapValue && type instanceof duckdb.DuckDBMapType) {
    const keyText = textFor(type.keyType);
    return object(
      value.entries.map((entry) => [
        entry.key === null ? 'null' : keyText(entry.key),
        entry.value,
        type.valueType,
      ]),
    );
  }
  if (value instanceof duckdb.DuckDBUnionValue && type instanceof duckdb.DuckDBUnionType) {
    return nestedJson(value.value, type.memberTypeForTag(value.tag));
  }
  if (value instanceof duckdb.DuckDBVariantValue) {
    return value.type === undefined ? JSON.stringify(String(value)) : nestedJson(value.value, value.type);
  }
  return jsonOf(textFor(type)(value), kindOf(type));
}

function array(items: readonly DuckDBValue[], type: DuckDBType): string {
  return `[${items.map((item) => nestedJson(item, type)).join(',')}]`;
}

function object(entries: readonly (readonly [string, DuckDBValue, DuckDBType | undefined])[]): string {
  const fields = entries.map(([name, value, type]) => {
    return `${JSON.stringify(name)}:${type === undefined ? 'null' : nestedJson(value, type)}`;
  });
  return `{${fields.join(',')}}`;
}
