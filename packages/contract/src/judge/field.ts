import { formOf, type Form, type Shape } from '../shape.ts';
import type { Closure } from './wrong.ts';

/** What `typeof` alone decides of, or everything else. */
type Plain = 'string' | 'boolean' | 'number' | 'other';

/** A field of an object, ready to be judged. */
export interface Field {
  readonly name: string;
  /** Its place in the shape. */
  readonly at: number;
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly plain: Plain;
  readonly whole: boolean;
  readonly isUnknown: boolean;
  readonly judge: Closure;
}

export const unknownField: Field = {
  name: '',
  at: 0,
  optional: true,
  nullable: true,
  plain: 'other',
  whole: false,
  isUnknown: true,
  judge: () => undefined,
};

export function fieldOf(
  name: string,
  at: number,
  shape: Shape,
  make: (shape: Shape) => Closure,
  strict: boolean,
): Field {
  const form = formOf(shape);
  return {
    name,
    at,
    optional: form.optional,
    nullable: form.nullable,
    plain: plainOf(form, strict),
    whole: form.kind === 'integer',
    isUnknown: false,
    judge: make(shape),
  };
}

/** Whether a value is what most values are, without a closure being asked. */
export function fits(field: Field, value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return field.plain === 'string';
    case 'number':
      return field.plain === 'number' && (field.whole ? Number.isSafeInteger(value) : Number.isFinite(value));
    case 'boolean':
      return field.plain === 'boolean';
    default:
      return value === null && field.nullable;
  }
}

function plainOf(form: Form, strict: boolean): Plain {
  const { kind, min, max, above, below, pattern, refused, values = [] } = form;
  if ([min, max, above, below, pattern, refused].some((bound) => bound !== undefined)) return 'other';
  switch (kind) {
    case 'string':
    case 'id':
      return 'string';
    case 'open':
      return strict ? 'other' : 'string';
    case 'enum':
      return strict || values.some((value) => typeof value !== 'string') ? 'other' : 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return 'number';
    default:
      return 'other';
  }
}
