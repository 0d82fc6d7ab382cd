import { openChannel } from '#channel';
import type { NoticeChannel } from './channel.ts';

/** What is told of an attempt. Never headers, never values that filled a path. */
export interface AttemptNotice {
  readonly platform: string;
  readonly operation: string;
  readonly method: string;
  /** The path template. */
  readonly path: string;
  readonly attempt: number;
  readonly status?: number | undefined;
  /** Milliseconds since the call began. */
  readonly elapsed: number;
  /** The name of the error's class, where the attempt failed. */
  readonly error?: string | undefined;
}

/** What is told of an answer that is not what the contract says. */
export interface MismatchNotice {
  readonly platform: string;
  readonly operation: string;
  /** Where in the answer, and what is wrong: no values. */
  readonly path: string;
  readonly message: string;
}

/** Of `AttemptNotice`: an attempt has ended, well or not. */
export const attemptChannel: NoticeChannel = openChannel('bimodal:attempt');
/** Of `MismatchNotice`: an answer differs from the contract; it is returned all the same unless `validate` is 'strict'. */
export const mismatchChannel: NoticeChannel = openChannel('bimodal:mismatch');
