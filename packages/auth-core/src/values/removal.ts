import { handedOn } from './handed-on.ts';

/** How `rm` removes what may be gone already. Whole, since Node takes a name that is covered for one that is undefined. */
export function removal(recursive = false): {
  readonly force: boolean;
  readonly recursive: boolean;
  readonly maxRetries: number;
  readonly retryDelay: number;
} {
  return handedOn({ force: true, recursive, maxRetries: 0, retryDelay: 100 });
}
