import {
  aligned,
  asFloat,
  decimalOf,
  floorDivide,
  integer,
  numberOf,
  type Decimal,
  type RubyNumber,
} from './decimal.ts';

/** Digits behind the point that a quotient of floats is reckoned to: more than a float has. */
const PRECISION = 30;

type Filter = (value: unknown, argument?: unknown) => RubyNumber;

/** The filters of numbers. Source: Liquid 5.4, `StandardFilters`, which reckons with integers and decimals. */
export const arithmetic: Readonly<Record<string, Filter>> = {
  plus: (value, other) => sum(decimalOf(value), decimalOf(other)),
  minus: (value, other) => {
    const right = decimalOf(other);
    return sum(decimalOf(value), { ...right, digits: -right.digits });
  },
  times(value, other) {
    const [a, b] = [decimalOf(value), decimalOf(other)];
    return numberOf({
      digits: a.digits * b.digits,
      scale: a.scale + b.scale,
      isFloat: a.isFloat || b.isFloat,
    });
  },
  divided_by(value, other) {
    const { a, b, isFloat } = aligned(decimalOf(value), decimalOf(other));
    if (!isFloat) return numberOf(integer(floorDivide(a, notZero(b))));
    if (b === 0n) return asFloat(Number(a) / 0);
    return numberOf({ digits: (a * 10n ** BigInt(PRECISION)) / b, scale: PRECISION, isFloat });
  },
  modulo(value, other) {
    const { a, b, scale, isFloat } = aligned(decimalOf(value), decimalOf(other));
    if (isFloat && b === 0n) return asFloat(Number.NaN);
    return numberOf({ digits: a - floorDivide(a, notZero(b)) * b, scale, isFloat });
  },
  abs(value) {
    const number = decimalOf(value);
    return numberOf({ ...number, digits: number.digits < 0n ? -number.digits : number.digits });
  },
  at_least: (value, other) => chosen(value, other, (a, b) => a >= b),
  at_most: (value, other) => chosen(value, other, (a, b) => a <= b),
  floor: (value) => numberOf(integer(floorOf(decimalOf(value)))),
  ceil(value) {
    const number = decimalOf(value);
    return numberOf(integer(-floorOf({ ...number, digits: -number.digits })));
  },
  round(value, places) {
    const number = decimalOf(value);
    const to = Number(floorOf(decimalOf(places)));
    if (to >= number.scale) return numberOf({ ...number, isFloat: number.isFloat && to > 0 });
    const unit = 10n ** BigInt(number.scale - to);
    const size = number.digits < 0n ? -number.digits : number.digits;
    const units = ((size + unit / 2n) / unit) * (number.digits < 0n ? -1n : 1n);
    if (to <= 0) return numberOf(integer(units * 10n ** BigInt(-to)));
    return numberOf({ digits: units, scale: to, isFloat: number.isFloat });
  },
};

function sum(left: Decimal, right: Decimal): RubyNumber {
  const { a, b, scale, isFloat } = aligned(left, right);
  return numberOf({ digits: a + b, scale, isFloat });
}

function chosen(value: unknown, other: unknown, isFirst: (a: bigint, b: bigint) => boolean): RubyNumber {
  const [left, right] = [decimalOf(value), decimalOf(other)];
  const { a, b } = aligned(left, right);
  return numberOf(isFirst(a, b) ? left : right);
}

function floorOf({ digits, scale }: Decimal): bigint {
  return floorDivide(digits, 10n ** BigInt(scale));
}

function notZero(divisor: bigint): bigint {
  if (divisor === 0n) throw new Error('divided by 0');
  return divisor;
}
