/** A value that a fact may carry. */
export type Value = string | number | boolean | null;

/** Says what happens: a line in words for people, or the same as JSON for programs. */
export type Log = (words: string, fact: string, details?: Readonly<Record<string, Value>>) => void;

/** Writes lines; what supervises the agent (systemd's journal) adds the time by itself, JSON carries it. */
export function openLog(json: boolean, write: (line: string) => void): Log {
  if (!json) return (words) => write(`${words}\n`);
  return (_words, fact, details) =>
    write(`${JSON.stringify({ time: new Date().toISOString(), fact, ...details })}\n`);
}

/** Nothing that an error's message says of the platform's making may break the line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(/[\s\p{C}]+/gu, ' ');
}
