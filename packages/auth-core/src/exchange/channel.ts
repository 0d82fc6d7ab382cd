/** Tells whoever listens; costs next to nothing where nobody does. On Node it is one of `node:diagnostics_channel`. */
export interface NoticeChannel {
  readonly hasSubscribers: boolean;
  publish(notice: unknown): void;
  subscribe(listener: (notice: unknown) => void): void;
  unsubscribe(listener: (notice: unknown) => void): void;
}
