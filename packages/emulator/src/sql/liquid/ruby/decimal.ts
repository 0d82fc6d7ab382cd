import { toValueSync } from 'liquidjs';
import { WholeFloat } from './float.ts';

/** A number as Ruby's Liquid reckons with it: `digits` / 10^`scale`, exactly. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
  /** Whether it is printed with a point. */
  readonly isFloat: boolean;
}

/** What a filter answers, or is given: integers that a double cannot hold are bigints. */
export type RubyNumber = number | bigint | WholeFloat;

/** Source: Liquid 5.4, `Utils.to_number`. What is no number is 0. */
export function decimalOf(value: unknown): Decimal {
  if (typeof value === 'bigint') return integer(value);
  if (value instanceof WholeFloat) return fromFloat(value.valueOf());
  const plain: unknown = toValueSync(value);
  if (typeof plain === 'number') return Number.isInteger(plain) ? integer(BigInt(plain)) : fromFloat(plain);
  if (typeof plain !== 'string') return integer(0n);
  const text = plain.trim();
  if (/^-?\d+\.\d+$/.test(text)) return { ...written(text), isFloat: true };
  return integer(BigInt(/^[-+]?\d+/.exec(text)?.[0].replace('+', '') ?? 0));
}

export function integer(digits: bigint): Decimal {
  return { digits, scale: 0, isFloat: false };
}

function fromFloat(value: number): Decimal {
  if (!Number.isFinite(value)) throw new Error(`${value} is no number to reckon with`);
  return { ...written(String(value)), isFloat: true };
}

/** Of `1.5`, `1e-7` or `1e+21`. */
function written(text: string): { digits: bigint; scale: number } {
  const [mantissa = '', power = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(power);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/** Both with one scale. */
export function aligned(a: Decimal, b: Decimal): { a: bigint; b: bigint; scale: number; isFloat: boolean } {
  const scale = Math.max(a.scale, b.scale);
  return { a: scaled(a, scale), b: scaled(b, scale), scale, isFloat: a.isFloat || b.isFloat };
}

function scaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}

/** What a filter answers: a float, or an integer of any length. */
export function numberOf({ digits, scale, isFloat }: Decimal): RubyNumber {
  if (isFloat) return asFloat(Number(`${digits}e-${scale}`));
  return -MAX <= digits && digits <= MAX ? Number(digits) : digits;
}

export function asFloat(value: number): RubyNumber {
  return Number.isFinite(value) && !Number.isInteger(value) ? value : new WholeFloat(value);
}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** Rounded down, as Ruby divides integers. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
