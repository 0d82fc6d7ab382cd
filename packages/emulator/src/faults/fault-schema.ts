import { z } from 'zod';
import { fields, flag, whole } from '../checks/kinds.ts';

/** A header's value may be text, and goes into it as it is. */
const retryAfter = z.custom<number | string>(
  (value) =>
    typeof value === 'string' ? /^[\t\u0020-\u007e]*$/.test(value) : typeof value === 'number' && value >= 0,
  'seconds from 0 on, or a text that fits in a header',
);

/** Patterns are tried on every request: a long one of stars alone takes its time. */
const pattern = z.string('a text of at most 300 characters').max(300, 'a text of at most 300 characters');

/** What befalls a request, and so cannot befall an open connection. */
const ofRequests = {
  latency: whole(0, 600_000).optional(),
  status: whole(400, 599).optional(),
  retryAfter: retryAfter.optional(),
  rateLimit: fields({ requests: whole(0, 10_000), windowMs: whole(1, 3_600_000) }).optional(),
  drop: flag.optional(),
  silent: flag.optional(),
  closeAfterBytes: whole(0, 2 ** 31).optional(),
  unframed: flag.optional(),
  drip: fields({ bytes: whole(1, 1024 * 1024), everyMs: whole(0, 60_000) }).optional(),
};

/** The fields of a fault; what each means is said at `Fault`. */
export const FaultSchema = z.strictObject(
  {
    operation: pattern.optional(),
    path: pattern.optional(),
    device: whole(1, Number.MAX_SAFE_INTEGER).optional(),
    home: whole(1, Number.MAX_SAFE_INTEGER).optional(),
    times: whole(1, 1_000_000).optional(),
    cut: flag.optional(),
    halfOpen: flag.optional(),
    ...ofRequests,
  },
  {
    error: ({ code }) =>
      code === 'invalid_type' ? 'A fault is an object, such as { status: 503 }.' : undefined,
  },
);

/** Names of what befalls requests. */
export const requestFields = Object.keys(ofRequests) as readonly (keyof typeof ofRequests)[];
