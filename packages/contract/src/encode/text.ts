import { hasOwn } from '../has-own.ts';
import { notUnicode, percentEncode } from './path.ts';

type Text = { readonly text: string } | { readonly fault: string };

/** A value as text in a query or a form, percent-encoded; arrays as their items joined by commas. */
export function textOf(value: unknown): Text {
  return Array.isArray(value) ? listText(value) : scalarText(value);
}

function scalarText(value: unknown): Text {
  if (typeof value === 'string') {
    const text = percentEncode(value);
    return text === undefined ? { fault: notUnicode } : { text };
  }
  if (typeof value === 'number') return { text: percentEncode(String(value)) ?? '' };
  if (typeof value === 'boolean') return { text: String(value) };
  return { fault: `is ${value === null ? 'null' : 'not text'}, which has no form in a query or a form body` };
}

function listText(items: readonly unknown[]): Text {
  if (items.length === 0) return { fault: 'is an empty array: leave it out instead' };
  const texts: string[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item === '' || (typeof item === 'string' && item.includes(','))) {
      return { fault: 'has an item that is empty or contains a comma; items are joined by commas' };
    }
    const text = scalarText(item);
    if (hasOwn(text, 'fault')) return text;
    texts.push(text.text);
  }
  return { text: texts.join(',') };
}
