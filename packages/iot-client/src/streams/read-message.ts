import type { JudgeMessage } from './connect.ts';
import type { Malformed } from './items.ts';

/**
 * Reads messages: JSON objects in which `word` is a text that says something. What else is in them is passed on to `item`
 * as it came, unless the contract judges otherwise.
 */
export function messageReader<T>(
  word: string,
  item: (message: object) => T,
  judge?: JudgeMessage,
): (text: string | undefined) => T | Malformed {
  return (text) => {
    if (text === undefined) return malformed('It is binary, and text was expected.', '');
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return malformed('It is not JSON.', text);
    }
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      return malformed('It is no JSON object.', text);
    }
    const said = Object.hasOwn(message, word) ? (message as Record<string, unknown>)[word] : undefined;
    if (typeof said !== 'string' || said === '') return malformed(`It has no \`${word}\`.`, text);
    const issues = judge?.(message) ?? [];
    if (issues.length > 0) {
      const list = issues.slice(0, 5).map((issue) => `${issue.path} ${issue.message}`);
      return malformed(`It is not what the contract says: ${list.join('; ')}.`, text);
    }
    return item(message);
  };
}

function malformed(problem: string, text: string): Malformed {
  return { type: 'malformed', at: new Date(), problem, excerpt: text.slice(0, 200) };
}
