import { expect, it } from 'vitest';
import { isSameText } from './same-text.ts';

it('tells texts apart that differ anywhere, in length too', () => {
  const text = '0123456789abcdef';
  expect(isSameText(text, [...text].join(''))).toBe(true);
  expect(isSameText('', '')).toBe(true);
  for (let index = 0; index < text.length; index += 1) {
    const other = `${text.slice(0, index)}x${text.slice(index + 1)}`;
    expect({ other, same: isSameText(text, other) }).toEqual({ other, same: false });
  }
  expect(isSameText(text, `${text}0`)).toBe(false);
  expect(isSameText(`${text}\0`, text)).toBe(false);
});
