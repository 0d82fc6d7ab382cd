import { redact } from './redact.ts';

/** Letters and digits mixed, without a space: hardly a word, and often a key. */
const token = /[\w+=~-]{16,}/g;

/** For what a source of credentials says when it fails: it may quote a secret that nobody here has seen yet. */
export function withoutTokens(text: string): string {
  return redact(
    text.replaceAll(token, (word) => (/[0-9]/.test(word) && /[a-z]/i.test(word) ? '[redacted]' : word)),
  );
}
