import { expect, it } from 'vitest';
import { analytics } from './platform.ts';

it('lives where its documents say', () => {
  expect(analytics.productionUrl).toBe('https://app.mode.com');
});

it('reads the platform’s own words out of a failure', () => {
  expect(analytics.readFailure({ id: 'not_found', message: 'report not found' })).toEqual({
    code: 'not_found',
    message: 'report not found',
  });
});

it.each([undefined, null, '<html>', 5, [], {}, { id: 7, message: { name: ['is too long'] } }, { id: '' }])(
  'finds none in %j',
  (body) => {
    expect(analytics.readFailure(body)).toEqual({ code: undefined, message: undefined });
  },
);
