import { expect, it } from 'vitest';
import { secretsInHeaders } from './header-secrets.ts';

it.each<[string[], string[]]>([
  [['x-key', 'test-secret'], ['test-secret']],
  [['x-key', 'short'], []],
  [
    ['x-key', 'Bearer test-secret'],
    ['Bearer test-secret', 'test-secret'],
  ],
  [
    ['x-key', `Basic ${btoa('test-user:test-secret')}`],
    [`Basic ${btoa('test-user:test-secret')}`, btoa('test-user:test-secret'), 'test-user', 'test-secret'],
  ],
  [
    ['x-key', 'Basic no~base~64'],
    ['Basic no~base~64', 'no~base~64'],
  ],
  [
    ['cookie', 'a=1; sid=test-secret'],
    ['a=1; sid=test-secret', 'test-secret'],
  ],
  [
    ['x-a', 'test-secret', 'x-b', 'test-secret', 'x-c', 'test-other'],
    ['test-secret', 'test-other'],
  ],
])('Of %j these may be secrets: %j', (headers, found) => {
  expect(secretsInHeaders(headers)).toEqual(found);
});
