import { Drop } from 'liquidjs';

/** A float whose value is a whole number: `2.0` is no integer to Ruby, and divides otherwise. Others are plain numbers. */
export class WholeFloat extends Drop {
  readonly #value: number;

  constructor(value: number) {
    super();
    this.#value = value;
  }

  override valueOf(): number {
    return this.#value;
  }

  override toString(): string {
    return floatText(this.#value);
  }
}

/** A float as Ruby prints it: `2.0`, `1.0e-05`. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [, digits = '', sign = '', power = ''] = /^(.*)e([-+])(\d+)$/.exec(value.toExponential()) ?? [];
    return `${digits.includes('.') ? digits : `${digits}.0`}e${sign}${power.padStart(2, '0')}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}
