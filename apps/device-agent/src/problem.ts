/** Why the agent cannot go on, in words for whoever runs it, with the code that it ends with. */
export class Problem extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Problem';
    this.exitCode = exitCode;
  }
}
