import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CloudWebhook } from '../options/cloud-webhook.ts';

/** Bytes that a device has sent. */
export interface BulkData {
  readonly projectId: number;
  readonly deviceId: number;
  readonly label: string;
  readonly data: Buffer;
}

/** What is delivered, and how it is labelled. */
interface Delivery {
  readonly body: string | Buffer<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The smart module that bulk data comes from, where its webhook is asked. */
const bulkModule = 'bulk-webhook';

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
      const { events = ['*'], bulkDataLabel } = webhook;
      if (bulkDataLabel !== undefined || !events.some((type) => type === '*' || type === eventType)) continue;
      this.#start(webhook, { body: text, headers: { 'content-type': 'application/json' } });
    }
  }

  /** Whether anybody takes bulk data of the label. */
  takesBulkData(label: string): boolean {
    return this.#webhooks.some(({ bulkDataLabel }) => bulkDataLabel === label);
  }

  deliverBulkData({ projectId, deviceId, label, data }: BulkData): void {
    if (this.#closing.signal.aborted) return;
    const headers = {
      'content-type': 'application/octet-stream',
      'x-mode-deviceid': String(deviceId),
      'x-mode-moduleid': bulkModule,
      'x-mode-projectid': String(projectId),
    };
    for (const webhook of this.#webhooks) {
      if (webhook.bulkDataLabel === label) this.#start(webhook, { body: Buffer.from(data), headers });
    }
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#underWay);
  }

  #start(webhook: CloudWebhook, what: Delivery): void {
    const delivery = this.#persist(webhook, what).finally(() => this.#underWay.delete(delivery));
    this.#underWay.add(delivery);
  }

  async #persist(webhook: CloudWebhook, what: Delivery): Promise<void> {
    const { signal } = this.#closing;
    for (const wait of [...waits, undefined]) {
      if ((await this.#attempt(webhook, what)) || wait === undefined || signal.aborted) return;
      await pause(wait, undefined, { signal }).catch(() => {});
    }
  }

  /** Whether it was taken: with any 2xx. A redirect is not followed. */
  async #attempt({ url, key }: CloudWebhook, { body, headers }: Delivery): Promise<boolean> {
    const signature = createHmac('sha256', key).update(url).update(body).digest('hex');
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patience)]);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'x-mode-signature': signature },
        body,
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
