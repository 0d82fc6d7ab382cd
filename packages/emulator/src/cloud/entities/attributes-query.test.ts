import { expect, it } from 'vitest';
import { Refusal } from '../../server/refusal.ts';
import { readAttributesQuery } from './attributes-query.ts';

const attributes = { size: 3, code: '3', name: 'Main Pump', on: true, place: { floor: 2 }, 'odd key': 'a"b' };

it.each([
  'size < 4',
  'size <= 3',
  'size == 3',
  'size === 3',
  'size >= 3',
  'size > 2.5',
  'size > -1',
  "size == '3'",
  'code == 3',
  "code === '3'",
  "name ~= 'pump'",
  "name ~== 'Pump'",
  "name > 'A'",
  'on == true',
  'on === true',
  'place.floor === 2',
  'attributes.size == 3',
  '"odd key" == "a\\"b"',
  'size == 1 OR size == 3',
  'size == 3 AND code == 3',
  'size == 3 OR none == 1 AND none == 2',
  '(size == 1 OR size == 3) and (code == 3)',
  '  ',
])('%s is met', (query) => expect(readAttributesQuery(query)(attributes)).toBe(true));

it.each([
  'size < 3',
  'size <= 2',
  'size > 3',
  'size >= 4',
  "size === '3'",
  'code === 3',
  "name ~== 'pump'",
  "size > 'a'",
  'none == undefined',
  'place.toString ~= function',
  'on > false',
  '(size == 3 OR none == 1) AND none == 2',
])('%s is not met', (query) => expect(readAttributesQuery(query)(attributes)).toBe(false));

it.each([
  'size',
  'size >',
  '> 3',
  'size > 3 AND',
  '(size > 3',
  'size > 3)',
  "name == 'open",
  'a == 1 b == 2',
  '('.repeat(60),
])('%s is no condition', (query) => expect(() => readAttributesQuery(query)).toThrow(Refusal));

it('nothing is met where there are no attributes', () => {
  expect(readAttributesQuery('size == 3')(undefined)).toBe(false);
});
