import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** Where MODE Cloud's events are delivered to, as a webhook set in the console would be. */
export interface CloudWebhook {
  /** Where they are POSTed, and what is signed together with the body. */
  readonly url: string;
  /** The key that they are signed with. */
  readonly key: string;
  /** Types of the events; `*` is all (default). */
  readonly events?: readonly string[];
}

/** Milliseconds before each further attempt. How often the platform tries, and how long it waits, is unknown. */
const waits = [100, 1000, 5000];

/** Milliseconds that a receiver has to answer. */
const patience = 10_000;

/** Delivers events to webhooks, each with a signature. An event that is delivered late may come after a later one. */
export class Webhooks {
  readonly #webhooks: readonly CloudWebhook[];
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(webhooks: readonly CloudWebhook[]) {
    this.#webhooks = webhooks;
  }

  /** @param text the event, as it is on the websocket. */
  deliver(eventType: string, text: string): void {
    if (this.#closing.signal.aborted) return;
    for (const webhook of this.#webhooks) {
      const { events = ['*'] } = webhook;
      if (!events.some((type) => type === '*' || type === eventType)) continue;
      const delivery = this.#persist(webhook, text).finally(() => this.#underWay.delete(delivery));
      this.#underWay.add(delivery);
    }
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#underWay);
  }

  async #persist(webhook: CloudWebhook, text: string): Promise<void> {
    const { signal } = this.#closing;
    for (const wait of [...waits, undefined]) {
      if ((await this.#attempt(webhook, text)) || wait === undefined || signal.aborted) return;
      await pause(wait, undefined, { signal }).catch(() => {});
    }
  }

  /** Whether it was taken: with any 2xx. A redirect is not followed. */
  async #attempt({ url, key }: CloudWebhook, text: string): Promise<boolean> {
    const signature = createHmac('sha256', key).update(url).update(text).digest('hex');
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patience)]);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-mode-signature': signature },
        body: text,
        redirect: 'manual',
        signal,
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}
