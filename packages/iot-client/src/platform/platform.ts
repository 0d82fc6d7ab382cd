import type { Platform } from '@bimodal/auth-core/internal';
import { isReasonCode } from '../errors/reason-codes.ts';
import { whatToDo } from '../errors/what-to-do.ts';

/** What the engine has to know of MODE Cloud. */
export const cloud: Platform = {
  name: 'MODE Cloud',
  productionUrl: 'https://api.tinkermode.com',
  schemes: ['ModeCloud'],
  rangeHeader: 'vnd.tinkermode.range',
  readFailure(body) {
    return { code: reasonOf(body) };
  },
  isKnownCode: isReasonCode,
  whatToDo,
  credentialAdvice: 'Set MODE_CLOUD_KEY, or pass `credential: modeCloudKey(key)`.',
};

/** `{"reason": "DEVICE_OFFLINE"}`; the body may be missing, or no JSON. */
function reasonOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'reason')) return undefined;
  const reason: unknown = Reflect.get(body, 'reason');
  return typeof reason === 'string' && reason !== '' ? reason : undefined;
}
