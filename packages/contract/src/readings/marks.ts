import { z } from 'zod';
import { bare } from '../bare.ts';
import type { Node } from './schema.ts';

/** What a schema says about itself beside its type. Read by own keys: an inherited mark is nobody's. */
export interface Marks {
  /** The name of the printed interface. */
  readonly id?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  /** Holds a secret: errors of the operation carry no excerpt. */
  readonly sensitive?: true;
  /** The platform writes it as a number or a string; callers always see a string. */
  readonly wire?: 'string|number';
  /** The known words of an enum that may grow. */
  readonly open?: readonly string[];
  /** What the platform takes where it is not sent, though callers have to say it. Encoding sends what is said, never this. */
  readonly default?: unknown;
  /** No content that matters. */
  readonly nothing?: true;
}

/** A schema's marks, kept in zod's registry by `.meta()`. */
export function marksOf(node: Node): Marks {
  return bare<Marks>(z.globalRegistry.get(node) as Marks | undefined);
}
