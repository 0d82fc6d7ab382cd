/** What HTML's names stand for, as far as an escaper writes them: ASCII, and the spaces. */
const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tab: '\t',
    newline: '\n',
    nbsp: ' ',
    excl: '!',
    quot: '"',
    num: '#',
    dollar: '$',
    percnt: '%',
    amp: '&',
    apos: "'",
    lpar: '(',
    rpar: ')',
    ast: '*',
    midast: '*',
    plus: '+',
    comma: ',',
    hyphen: '-',
    dash: '-',
    period: '.',
    sol: '/',
    colon: ':',
    semi: ';',
    lt: '<',
    equals: '=',
    gt: '>',
    quest: '?',
    commat: '@',
    lsqb: '[',
    lbrack: '[',
    bsol: '\\',
    rsqb: ']',
    rbrack: ']',
    hat: '^',
    lowbar: '_',
    underbar: '_',
    grave: '`',
    lcub: '{',
    lbrace: '{',
    verbar: '|',
    vert: '|',
    rcub: '}',
    rbrace: '}',
    szlig: 'ss',
    aelig: 'æ',
    oslash: 'ø',
  }),
);

const marked = /^([a-z])(?:acute|grave|circ|uml|tilde|ring|cedil|caron|macr|breve|dot|ogon)$/;

/** A name's text, or undefined. Case and accents are of no account: texts are compared without them. */
export function entity(name: string): string | undefined {
  const lower = name.toLowerCase();
  return named.get(lower) ?? marked.exec(lower)?.[1];
}
