import { missing } from '../kernel/reasons.ts';

type Test = (attributes: unknown) => boolean;

/** Operators, longest first. Source: observed; what they mean and how they are joined is our choice. */
const operators = ['~==', '===', '~=', '==', '<=', '>=', '<', '>'] as const;
type Operator = (typeof operators)[number];

const token =
  /\s*(?:(~==|===|~=|==|<=|>=|<|>)|([()])|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()<>=~"']+))/y;

interface Token {
  readonly kind: 'operator' | 'bracket' | 'text' | 'word';
  readonly text: string;
}

/**
 * Reads conditions such as `size > 3 AND (place.floor == 2 OR name ~= 'pump')`. AND binds closer than OR. `==` also takes a
 * number for its text, `===` does not; `~=` looks for a part in any case, `~==` in this one. An attribute that is not there
 * meets nothing.
 *
 * @throws Refusal for what is no condition.
 */
export function readAttributesQuery(query: string | undefined): Test {
  if (query === undefined || query.trim() === '') return () => true;
  const reader = new Reader(tokensOf(query));
  const test = reader.either();
  reader.end();
  return test;
}

function tokensOf(query: string): Token[] {
  const found: Token[] = [];
  const end = query.trimEnd().length;
  for (token.lastIndex = 0; token.lastIndex < end;) {
    const match = token.exec(query);
    if (!match) throw unreadable();
    const [, operator, bracket, double, single, word] = match;
    const quoted = double ?? single;
    if (operator !== undefined) found.push({ kind: 'operator', text: operator });
    else if (bracket !== undefined) found.push({ kind: 'bracket', text: bracket });
    else if (quoted !== undefined) found.push({ kind: 'text', text: quoted.replaceAll(/\\(.)/g, '$1') });
    else found.push({ kind: 'word', text: word ?? '' });
  }
  return found;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  either(): Test {
    const tests = [this.#both()];
    while (this.#takes('word', 'OR')) tests.push(this.#both());
    return (attributes) => tests.some((test) => test(attributes));
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw unreadable();
  }

  #both(): Test {
    const tests = [this.#one()];
    while (this.#takes('word', 'AND')) tests.push(this.#one());
    return (attributes) => tests.every((test) => test(attributes));
  }

  #one(): Test {
    if (this.#takes('bracket', '(')) {
      if ((this.#depth += 1) > 50) throw unreadable();
      const inner = this.either();
      if (!this.#takes('bracket', ')')) throw unreadable();
      this.#depth -= 1;
      return inner;
    }
    const path = this.#next('word', 'text')
      .text.replace(/^attributes\./, '')
      .split('.');
    const operator = this.#next('operator').text as Operator;
    const value = valueOf(this.#next('word', 'text'));
    return (attributes) => holds(at(attributes, path), operator, value);
  }

  #takes(kind: Token['kind'], text: string): boolean {
    const next = this.#tokens[this.#at];
    const isIt = next?.kind === kind && next.text.toUpperCase() === text;
    if (isIt) this.#at += 1;
    return isIt;
  }

  #next(...kinds: Token['kind'][]): Token {
    const next = this.#tokens[this.#at];
    this.#at += 1;
    if (!next || !kinds.includes(next.kind)) throw unreadable();
    return next;
  }
}

function valueOf({ kind, text }: Token): unknown {
  if (kind === 'text') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return Number.isNaN(Number(text)) ? text : Number(text);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );
}

function holds(found: unknown, operator: Operator, wanted: unknown): boolean {
  if (found === undefined) return false;
  switch (operator) {
    case '===':
      return found === wanted;
    case '==':
      return textOf(found) === textOf(wanted);
    case '~==':
      return textOf(found).includes(textOf(wanted));
    case '~=':
      return textOf(found).toLowerCase().includes(textOf(wanted).toLowerCase());
    default:
      return isOrdered(found, operator, wanted);
  }
}

/** Lists and objects are looked through as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Numbers by their size, texts by their letters, and nothing else. */
function isOrdered(found: unknown, operator: '<' | '<=' | '>' | '>=', wanted: unknown): boolean {
  const isNumber = typeof found === 'number' && typeof wanted === 'number';
  if (!isNumber && !(typeof found === 'string' && typeof wanted === 'string')) return false;
  if (found === wanted) return operator === '<=' || operator === '>=';
  return found < wanted === operator.startsWith('<');
}

function unreadable(): Error {
  return missing('That is no condition on attributes.');
}
