import { expect, it } from 'vitest';
import { Secrets } from '../../state/secrets.ts';
import { Tokens } from './tokens.ts';

const tokens = new Tokens(new Secrets(Buffer.alloc(32, 1)));
const subject = { type: 'device', id: 42, issuedAt: 1_767_225_600 } as const;

it('have the shape of the platform’s own', () => {
  expect(tokens.issue(subject)).toMatch(/^v1\.ZHw0Mg==\.1767225600\.[0-9a-f]{56}$/);
  expect(tokens.issue({ ...subject, type: 'user', id: 7 })).toMatch(/^v1\.dXN8Nw==\./);
});

it('are read back', () => {
  expect(tokens.read(tokens.issue(subject))).toEqual(subject);
});

it('of another seed, or changed in any part, are nobody’s', () => {
  const token = tokens.issue(subject);
  const other = new Tokens(new Secrets(Buffer.alloc(32, 2)));
  expect(other.read(token)).toBeUndefined();
  for (const changed of [
    token.replace('ZHw0Mg==', 'ZHw0Mw=='),
    token.replace('1767225600', '1767225601'),
    token.slice(0, -1) + (token.endsWith('0') ? '1' : '0'),
    '',
    'v1...',
  ]) {
    expect(tokens.read(changed)).toBeUndefined();
  }
});
