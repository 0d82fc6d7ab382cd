import { InputError } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';

/** Where a delivery of bulk data comes from. Trust it after `verifyWebhook()` only. */
export interface BulkDataOrigin {
  readonly deviceId: number;
  readonly moduleId: string;
  readonly projectId: number;
}

/** Headers as Node, Fastify and Express have them, or as `fetch` does. */
export type WebhookHeaders =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | { get(name: string): string | null };

/**
 * Reads the headers of a bulk-data webhook: the device, the smart module and the project. They are no part of what is
 * signed.
 *
 * Source: documented.
 *
 * @throws InputError where one is missing or no number.
 */
export function readBulkDataHeaders(headers: WebhookHeaders): BulkDataOrigin {
  const read = (name: string): string => {
    const value = isReader(headers) ? headers.get(name) : ownCopy(headers)[name];
    if (typeof value !== 'string' || value === '') {
      throw new InputError(`The delivery has no header ${name}: it is no bulk-data webhook of MODE Cloud.`);
    }
    return value;
  };
  const number = (name: string): number => {
    const value = Number(read(name));
    if (Number.isSafeInteger(value) && value > 0) return value;
    throw new InputError(`The header ${name} of the delivery is no number.`);
  };
  return {
    deviceId: number('x-mode-deviceid'),
    moduleId: read('x-mode-moduleid'),
    projectId: number('x-mode-projectid'),
  };
}

function isReader(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers['get'] === 'function';
}
