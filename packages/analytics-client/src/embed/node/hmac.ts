import { createHmac } from 'node:crypto';

/** HMAC-SHA256 of a text in UTF-8, as hexadecimal digits. */
export function hmacSha256(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
