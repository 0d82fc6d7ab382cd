import { InputError } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isSameText } from './same-text.ts';

/** A delivery as it came in. */
export interface WebhookDelivery {
  /** The address exactly as it is set in the console: the platform signs it too. */
  readonly url: string;
  /** The body's bytes as they came, before anything parses them; a string is taken as UTF-8. */
  readonly body: Uint8Array | string;
  /** The value of `X-Mode-Signature`: undefined where the header is missing. */
  readonly signature: string | readonly string[] | null | undefined;
  /** The webhook's signing key, from the console. While it is changed: both. */
  readonly key: string | readonly string[];
}

/**
 * Whether a delivery of a webhook, or of a bulk-data webhook, was signed with its key: lower-case hexadecimal HMAC-SHA256
 * over the address and, right behind it, the body. The comparison takes the same time wherever the two differ.
 *
 * ```ts
 * if (!verifyWebhook({ url, body, signature: request.headers['x-mode-signature'], key })) return reply.code(403).send();
 * ```
 *
 * It does not tell a delivery that comes a second time: nothing in the signature changes then.
 *
 * Source: observed (MODE's sample handler).
 *
 * @throws InputError where the address or the key is empty or missing: everybody could sign then; where the body was parsed already.
 */
export function verifyWebhook(delivery: WebhookDelivery): boolean {
  const { url, body, signature, key } = ownCopy(delivery);
  const keys: unknown = typeof key === 'string' ? [key] : key;
  if (typeof url !== 'string' || url === '' || !isKeys(keys)) {
    throw new InputError(
      'A webhook is verified by its `url` and its `key`, and one of the two is empty or missing.',
    );
  }
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new InputError(
      'A webhook is verified by the bytes of its body as they came: pass them from before anything parsed them.',
    );
  }
  // More than one header is nobody's: the platform sends one.
  if (typeof signature !== 'string' || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const utf8 = new TextEncoder();
  const signed = typeof body === 'string' ? utf8.encode(body) : body;
  let matches = false;
  for (const each of keys) {
    const mac = hmac.create(sha256, utf8.encode(each)).update(utf8.encode(url)).update(signed).digest();
    // No early exit: how long it takes says nothing of which key it was.
    matches = isSameText(bytesToHex(mac), signature) || matches;
  }
  return matches;
}

function isKeys(keys: unknown): keys is readonly string[] {
  return (
    Array.isArray(keys) && keys.length > 0 && keys.every((each) => typeof each === 'string' && each !== '')
  );
}
