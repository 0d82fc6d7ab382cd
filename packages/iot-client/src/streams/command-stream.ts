import type { DeviceCommand, StreamDeviceCommandsInput } from '../gen/models.ts';
import { connectTo, type SocketOpener } from './connect.ts';
import { LiveStream } from './live-stream.ts';
import { messageReader } from './read-message.ts';
import type { StreamOptions } from './stream-options.ts';

/** A command, as the stream brings it. */
export interface CommandItem {
  readonly type: 'command';
  readonly command: DeviceCommand;
}

/** The commands to a device, as they are sent; see `LiveStream`. While it is open the device counts as connected. */
export type CommandStream = LiveStream<CommandItem>;

export function openCommandStream(
  opener: SocketOpener,
  input: StreamDeviceCommandsInput,
  options?: StreamOptions,
): CommandStream {
  // As with every answer, the message is the platform's own; the contract says what to expect in it.
  const read = messageReader('action', (message): CommandItem => ({
    type: 'command',
    command: message as DeviceCommand,
  }));
  return new LiveStream(connectTo(opener, 'devices.streamCommands', { ...input }), read, options);
}
