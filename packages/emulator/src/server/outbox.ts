/** A mail or a text message that the platform would have sent. */
export interface Message {
  readonly kind: 'mail' | 'sms';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  /** What the text carries, for programs: a mail its `purpose` and `token`, a text message its `code`; both the `userId`. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Nothing ever leaves this machine: the last thousand messages stay here. */
export class Outbox {
  static readonly capacity = 1000;
  readonly #messages: Message[] = [];

  get messages(): readonly Message[] {
    return this.#messages;
  }

  send(message: Omit<Message, 'at'>): void {
    this.#messages.push({ ...message, at: new Date() });
    if (this.#messages.length > Outbox.capacity) this.#messages.shift();
  }
}
