import { Tokenizer, toValueSync, type Liquid } from 'liquidjs';
import { arithmetic } from './arithmetic.ts';
import { WholeFloat } from './float.ts';
import { momentOf } from './moment.ts';
import { strftime } from './strftime.ts';

/**
 * Lets templates reckon as Ruby's Liquid does, which the platform runs: integers keep their digits and divide to integers, floats
 * are decimal, and dates keep their offset.
 */
export function likeRuby(liquid: Liquid): void {
  for (const [name, filter] of Object.entries(arithmetic)) liquid.registerFilter(name, filter);
  liquid.registerFilter('date', date);
  liquid.registerFilter('truncatewords', truncateWords);
}

function date(value: unknown, format: unknown): unknown {
  const plain: unknown = toValueSync(value);
  const pattern = typeof format === 'string' ? format : '';
  const moment = pattern === '' ? undefined : momentOf(plain);
  return moment === undefined ? plain : strftime(moment, pattern);
}

function truncateWords(value: unknown, count: unknown = 15, ellipsis: unknown = '...'): string {
  const plain: unknown = toValueSync(value);
  const text = typeof plain === 'string' ? plain : typeof plain === 'number' ? String(plain) : '';
  const words = text.split(/\s+/).filter((word) => word !== '');
  const most = Math.max(1, Number(count));
  return words.length <= most ? text : `${words.slice(0, most).join(' ')}${String(ellipsis)}`;
}

/** The library reads every number as a double: `1.0` as 1, and twenty digits as seventeen. It has no option for that. */
const library = Object.create(null, Object.getOwnPropertyDescriptors(Tokenizer.prototype)) as Tokenizer;
Tokenizer.prototype.readNumber = function (this: Tokenizer) {
  const token = library.readNumber.call(this);
  if (token !== undefined) Object.assign(token, { content: literal(token.getText()) });
  return token;
};

function literal(text: string): number | bigint | WholeFloat {
  const value = Number(text);
  if (text.includes('.')) return Number.isInteger(value) ? new WholeFloat(value) : value;
  return Number.isSafeInteger(value) ? value : BigInt(text.replace('+', ''));
}
