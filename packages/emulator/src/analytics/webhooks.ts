import type { AnalyticsWebhook, WebhookEvent } from '../options/analytics-webhook.ts';

/** Milliseconds that a receiver may take. Source: inferred; the platform does not say. */
const patience = 10_000;

/**
 * Tells webhooks of events: a POST with the event's name and one URL, unsigned, in the order of the events, each once. It
 * begins with a test event. What a receiver answers changes nothing.
 */
export class Webhooks {
  readonly #hooks: readonly AnalyticsWebhook[];
  readonly #closing = new AbortController();
  readonly #queues = new Map<string, Promise<void>>();

  constructor(hooks: readonly AnalyticsWebhook[]) {
    this.#hooks = hooks;
    for (const hook of hooks)
      if (!/^https?:/.test(hook.url)) throw new TypeError(`${hook.url} is no webhook URL.`);
  }

  /** Greets every webhook. */
  test(): void {
    for (const hook of this.#hooks) this.#deliver(hook, { event: 'test' });
  }

  /** `key` names the URL, e.g. `report_url`. */
  tell(event: WebhookEvent, key: string, url: string): void {
    for (const hook of this.#hooks) {
      if (hook.event === undefined || hook.event === event) this.#deliver(hook, { event, [key]: url });
    }
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#queues.values());
  }

  #deliver({ url }: AnalyticsWebhook, body: object): void {
    const before = this.#queues.get(url) ?? Promise.resolve();
    this.#queues.set(
      url,
      before.then(() => this.#post(url, JSON.stringify(body))),
    );
  }

  async #post(url: string, body: string): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patience)]);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal,
        redirect: 'manual',
      });
      await answer.body?.cancel();
    } catch {
      // Nobody there: the platform does not say that it tries again, so neither does this.
    }
  }
}
