import { bare } from '../bare.ts';
import { templateOf } from '../encode/path.ts';

interface Matcher {
  readonly expression: RegExp;
  readonly parameters: readonly string[];
}

const matchers = new Map<string, Matcher>();

/**
 * Path parameters, decoded, of a path (encoded, with or without query) that fits a template; undefined if it does not
 * fit. A parameter is never empty and never reaches over a slash.
 */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const { expression, parameters } = matcherOf(template);
  const query = path.indexOf('?');
  const match = expression.exec(query < 0 ? path : path.slice(0, query));
  if (!match) return undefined;
  const found = bare<Record<string, string>>();
  for (const [index, name] of parameters.entries()) {
    const text = percentDecode(match[index + 1] ?? '');
    if (text === undefined) return undefined;
    found[name] = text;
  }
  return found;
}

/** `decodeURIComponent`, or undefined where that throws. */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function matcherOf(template: string): Matcher {
  let matcher = matchers.get(template);
  if (!matcher) {
    const { texts, parameters } = templateOf(template);
    const expression = new RegExp(`^${texts.map(escape).join('([^/]+)')}$`);
    matchers.set(template, (matcher = { expression, parameters }));
  }
  return matcher;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
