/** Says what happened, with facts that hold no secret and no address of a person. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  facts?: Readonly<Record<string, unknown>>,
) => void;

/** One JSON object a line, on standard output. */
export const logToStdout: Log = (level, message, facts = {}) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...facts })}\n`);
};

/** What may be told of an error: never the object itself, which may hold anything. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return error.cause instanceof Error ? `${error.message} Cause: ${messageOf(error.cause)}` : error.message;
}
