/** Says what happened, with facts that hold no secret and no parameter of a command. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  facts?: Readonly<Record<string, unknown>>,
) => void;

/** On standard output: for people where that is a terminal, one JSON object a line elsewhere. */
export const logToStdout: Log = (level, message, facts = {}) => {
  const { stdout } = process;
  stdout.write(`${stdout.isTTY ? inWords(level, message, facts) : asJson(level, message, facts)}\n`);
};

function asJson(level: string, message: string, facts: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ time: new Date().toISOString(), level, message, ...facts });
}

function inWords(level: string, message: string, facts: Readonly<Record<string, unknown>>): string {
  const details = Object.entries(facts).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const line = [`${level === 'info' ? '' : `${level}: `}${message}`, ...details].join('  ');
  // What others wrote steers no terminal.
  return line.replaceAll(/\p{C}+/gu, ' ');
}

/** What may be told of an error: never the object itself, which may hold anything. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}
