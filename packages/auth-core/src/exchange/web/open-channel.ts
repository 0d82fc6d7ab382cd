import type { NoticeChannel } from '../channel.ts';

/** Where a runtime has no channels of its own, one for this copy of the package. */
export function openChannel(_name: string): NoticeChannel {
  const listeners = new Set<(notice: unknown) => void>();
  return {
    get hasSubscribers() {
      return listeners.size > 0;
    },
    publish(notice) {
      // As on Node, who listens badly does no harm to a call.
      for (const listener of listeners) queueMicrotask(() => listener(notice));
    },
    subscribe: (listener) => void listeners.add(listener),
    unsubscribe: (listener) => void listeners.delete(listener),
  };
}
