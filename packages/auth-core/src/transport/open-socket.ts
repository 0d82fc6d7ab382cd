import type { RawAnswer } from './answers.ts';

/** What a websocket tells; `closed` comes last, once, however it ended. */
export interface SocketListener {
  /** One whole message; undefined for a binary one. */
  message(text: string | undefined): void;
  /** The other side answered a ping. */
  pong(): void;
  closed(): void;
}

/** A websocket that is open. */
export interface OpenSocket {
  /** Sends a protocol ping; undefined where the runtime offers none, as in a page. */
  readonly ping: (() => void) | undefined;
  /** Says goodbye, and waits for the other side to answer it. */
  close(): void;
  /** Drops the connection at once: a peer that is gone never answers a goodbye. */
  destroy(): void;
}

/** A handshake that was answered with a status instead of a websocket. Never leaves the engine. */
export class RefusedHandshake extends Error {
  readonly answer: RawAnswer;

  constructor(answer: RawAnswer) {
    super(`The handshake was answered ${answer.status}.`);
    this.answer = answer;
  }
}
