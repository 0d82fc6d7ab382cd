import { channel } from 'node:diagnostics_channel';
import type { NoticeChannel } from '../channel.ts';

/** The channel of this name, the same for every copy of a package in the process. */
export function openChannel(name: string): NoticeChannel {
  return channel(name);
}
