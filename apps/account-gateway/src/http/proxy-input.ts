import type { ProxyCall } from '../proxy-calls.ts';
import { RequestError } from './request-error.ts';

/** What goes to MODE. */
export interface ProxyInput {
  [name: string]: unknown;
  readonly home?: number;
  readonly device?: number;
  readonly homeId?: number;
}

/**
 * Reads what a client sent: fields of the call and no others, ids as the one number that they can mean, here and at MODE.
 *
 * @throws RequestError 400
 */
export function readInput(
  { method, fields = [] }: ProxyCall,
  params: Readonly<Record<string, string>>,
  sent: unknown,
): ProxyInput {
  if (sent !== undefined && (typeof sent !== 'object' || sent === null || Array.isArray(sent))) {
    throw invalid('The body has to be a JSON object.');
  }
  const given = Object.entries(sent ?? {});
  const isQuery = method === 'GET' || method === 'DELETE';
  for (const [name, value] of given) {
    if (!fields.includes(name)) throw invalid(`"${name}" is no field of this call.`, name);
    if (isQuery && typeof value !== 'string') throw invalid(`"${name}" is given more than once.`, name);
  }
  const input: ProxyInput = Object.fromEntries([...given, ...Object.entries(params)]);
  const { home, device, homeId } = input as Readonly<Record<string, unknown>>;
  return {
    ...input,
    ...(home === undefined ? {} : { home: idOf(home) }),
    ...(device === undefined ? {} : { device: idOf(device) }),
    ...(fields.includes('homeId') ? { homeId: idOf(homeId) } : {}),
  };
}

function idOf(value: unknown): number {
  const isText = typeof value === 'string' && /^[1-9]\d*$/.test(value);
  const id = isText || typeof value === 'number' ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw invalid('Homes and devices are named by their numbers.');
}

function invalid(message: string, field?: string): RequestError {
  return new RequestError(400, 'invalid', message, field);
}
