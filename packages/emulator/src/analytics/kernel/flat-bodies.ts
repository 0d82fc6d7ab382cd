import type { Operation, Received } from '@bimodal/contract/runtime';
import type { ServedContract } from '../../server/contract.ts';

/** Operations whose body the platform's documents print otherwise than its forms: both are taken. Source: facts 2.0. */
const wrapped: ReadonlyMap<string, string> = new Map([
  ['reportSchedules.create', 'report_schedule'],
  ['reportSchedules.update', 'report_schedule'],
  ['reportSubscriptions.create', 'report_subscription'],
  ['reportSubscriptions.update', 'report_subscription'],
]);
const unwrapped: ReadonlyMap<string, string> = new Map([
  ['reports.create', 'report'],
  ['datasetFieldDescriptions.create', 'field_description'],
  ['datasetFieldDescriptions.update', 'field_description'],
]);
/** Documented names of what is read back, and taken, as `…_enabled`. */
const flags = ['csv_attachments', 'pdf_attachments', 'data_previews', 'data_tables', 'report_links'];

/** Reads bodies in either shape. A body in the documented one departs from nothing. */
export function takingBothShapes(contract: ServedContract): ServedContract {
  return {
    ...contract,
    read: (operation, received) => contract.read(operation, reshapedRequest(operation, received)),
  };
}

function reshapedRequest(operation: Operation, received: Received): Received {
  const { body, headers } = received;
  // It needs nothing, and was seen to be asked for with nothing.
  if (operation.id === 'reports.create' && (body === undefined || body.length === 0)) {
    return {
      ...received,
      body: Buffer.from('{}'),
      headers: { ...headers, 'content-type': 'application/json' },
    };
  }
  return { ...received, body: reshaped(operation, body) };
}

function reshaped({ id }: Operation, body: string | Uint8Array | undefined): Buffer | undefined {
  const own = body === undefined ? undefined : Buffer.from(body);
  const [wrapper, inner] = [wrapped.get(id), unwrapped.get(id)];
  if (own === undefined || (wrapper === undefined && inner === undefined)) return own;
  const fields = record(parsed(own));
  if (!fields) return own;
  if (inner !== undefined) return Buffer.from(JSON.stringify(record(fields[inner]) ?? fields));
  if (wrapper === undefined) return own;
  return Buffer.from(JSON.stringify({ [wrapper]: renamed(record(fields[wrapper]) ?? fields) }));
}

function renamed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [flags.includes(name) ? `${name}_enabled` : name, value]),
  );
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
