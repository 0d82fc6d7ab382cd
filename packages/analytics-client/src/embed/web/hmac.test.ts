import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as onNode from '../node/hmac.ts';
import * as web from './hmac.ts';

it('is that of RFC 4231, and of Node for any key and text, halves of characters among them', () => {
  expect(web.hmacSha256('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('\ud800', '\udc00x', '', 'k'.repeat(65)),
  );
  fc.assert(
    fc.property(text, text, (key, signed) => {
      expect(web.hmacSha256(key, signed)).toBe(onNode.hmacSha256(key, signed));
    }),
  );
});
