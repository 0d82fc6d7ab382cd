import { concernsConnections, type Fault } from './fault.ts';

type Bound = readonly [string, (fault: Fault) => number | undefined, number, number];

const bounds: readonly Bound[] = [
  ['device', (f) => f.device, 1, Number.MAX_SAFE_INTEGER],
  ['home', (f) => f.home, 1, Number.MAX_SAFE_INTEGER],
  ['times', (f) => f.times, 1, 1_000_000],
  ['latency', (f) => f.latency, 0, 600_000],
  ['status', (f) => f.status, 400, 599],
  ['rateLimit.requests', (f) => f.rateLimit?.requests, 0, 10_000],
  ['rateLimit.windowMs', (f) => f.rateLimit?.windowMs, 1, 3_600_000],
  ['closeAfterBytes', (f) => f.closeAfterBytes, 0, 2 ** 31],
  ['drip.bytes', (f) => f.drip?.bytes, 1, 1024 * 1024],
  ['drip.everyMs', (f) => f.drip?.everyMs, 0, 60_000],
];

const switches = ['drop', 'silent', 'unframed', 'cut', 'halfOpen'] as const;

/** What befalls a request, and so cannot befall an open connection. */
const ofRequests = [
  'latency',
  'status',
  'retryAfter',
  'rateLimit',
  'drop',
  'silent',
  'closeAfterBytes',
  'unframed',
  'drip',
] as const;

const fields: ReadonlySet<string> = new Set([
  'operation',
  'path',
  'device',
  'home',
  'times',
  'cut',
  'halfOpen',
  ...ofRequests,
]);

/** What is wrong with a fault, in words, or undefined. */
export function complaintAbout(fault: Fault, operations?: ReadonlySet<string>): string | undefined {
  if (typeof fault !== 'object' || fault === null) return 'A fault is an object, such as { status: 503 }.';
  const stranger = Object.keys(fault).find((key) => !fields.has(key));
  if (stranger !== undefined) return `A fault has no field ${JSON.stringify(stranger)}.`;
  for (const [name, read, least, most] of bounds) {
    const value = read(fault);
    if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most)) {
      return `${name} must be a whole number from ${least} to ${most}.`;
    }
  }
  for (const name of switches) {
    if (fault[name] !== undefined && typeof fault[name] !== 'boolean')
      return `${name} must be true or false.`;
  }
  if (/[\r\n\0]/.test(String(fault.retryAfter ?? ''))) return 'retryAfter must fit in a header.';
  const other = ofRequests.find((name) => fault[name] !== undefined);
  if (concernsConnections(fault) && other !== undefined) {
    return `${other} is about requests, cut and halfOpen about open connections: make them two faults.`;
  }
  if (!concernsConnections(fault) && other === undefined) {
    return `A fault says what goes wrong: ${[...ofRequests, 'cut', 'halfOpen'].join(', ')}.`;
  }
  if (fault.operation !== undefined && operations !== undefined && !isThere(fault.operation, operations)) {
    return `There is no operation ${JSON.stringify(fault.operation)}: ids are as in reports.get, reports.* and mqtt.publish.`;
  }
  return undefined;
}

/** Whether a pattern names anything: one that does not would never be met. */
function isThere(asked: string, operations: ReadonlySet<string>): boolean {
  if (asked === '*' || operations.has(asked)) return true;
  return asked.endsWith('.*') && [...operations].some((id) => id.startsWith(asked.slice(0, -1)));
}
