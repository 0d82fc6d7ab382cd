import { expect, test } from 'vitest';
import { jsonOf } from './json-value.ts';

test.each([
  [null, 'text', 'null'],
  ['', 'text', '""'],
  ['a"b\n', 'text', '"a\\"b\\n"'],
  ['12', 'number', '12'],
  ['-1.5e-7', 'number', '-1.5e-7'],
  ['NaN', 'number', 'null'],
  ['-Infinity', 'number', 'null'],
  ['9007199254740991', 'integer', '9007199254740991'],
  ['9007199254740992', 'integer', '"9007199254740992"'],
  ['-9007199254740993', 'integer', '"-9007199254740993"'],
  ['12.30', 'decimal', '12.30'],
  ['1234567890123.456', 'decimal', '"1234567890123.456"'],
  ['true', 'boolean', 'true'],
  ['{"a":[1]}', 'json', '{"a":[1]}'],
  ['2001-02-03 04:05:06.7', 'timestamp', '"2001-02-03T04:05:06.7"'],
  ['2001-02-03 04:05:06+00', 'timestamp', '"2001-02-03T04:05:06Z"'],
  ['infinity', 'timestamp', '"infinity"'],
  ['0044-03-15 (BC) 00:00:00', 'timestamp', '"0044-03-15 (BC) 00:00:00"'],
] as const)('%j as %s is %s', (text, kind, json) => {
  expect(jsonOf(text, kind)).toBe(json);
});
