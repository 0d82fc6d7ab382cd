import { textOf, type Item } from './told.ts';

/** A message that the server sent to all who were connected, and when it did, by the clock. */
export interface Sent {
  readonly text: string;
  /** Milliseconds, as `Date.now()` counts them. */
  readonly at: number;
}

/** A stream that nothing happens to: what it hears is what the server sent, in order. */
export class Witness {
  readonly sent: Sent[] = [];

  /** @throws what keeps the stream from being connected. */
  static async of(stream: AsyncIterable<Item> & { readonly connected: Promise<void> }): Promise<Witness> {
    const witness = new Witness();
    await stream.connected;
    const reading = async (): Promise<void> => {
      for await (const item of stream) {
        const text = textOf(item);
        if (text === undefined) throw new Error(`Even undisturbed a stream told of a ${item.type}.`);
        witness.sent.push({ text, at: sentAt(item) });
      }
    };
    // It ends with its client. What it lacks then is invented by everybody else.
    reading().catch(() => {});
    return witness;
  }
}

/** An event carries the server's time; a command that of its sender, which comes before. */
function sentAt(item: Item): number {
  if (item.type === 'event') return Date.parse(item.event.timestamp ?? '');
  return item.type === 'command' ? Number(item.command.parameters?.['at']) : Number.NaN;
}
