import type { DeviceCommand, StreamDeviceCommandsInput } from '../gen/models.ts';
import { channelOf, type JudgeMessage, type SocketOpener } from './connect.ts';
import { LiveStream, type Read } from './live-stream.ts';
import { messageReader } from './read-message.ts';
import { splitSocketOptions, type SocketStreamOptions } from './socket-stream-options.ts';

/** A command, as the stream brings it. */
export interface CommandItem {
  readonly type: 'command';
  readonly command: DeviceCommand;
}

/** The commands to a device, as they are sent; see `LiveStream`. While it is open the device counts as connected. */
export type CommandStream = LiveStream<CommandItem>;

// As with every answer, the message is the platform's own; the contract says what to expect in it.
export const commandReader = (judge?: JudgeMessage): Read<CommandItem> =>
  messageReader(
    'action',
    (message): CommandItem => ({ type: 'command', command: message as DeviceCommand }),
    judge,
  );

/** Reads commands that come another way than by a websocket of the contract's. */
export const readCommand: Read<CommandItem> = commandReader();

export function openCommandStream(
  opener: SocketOpener,
  input: StreamDeviceCommandsInput,
  options: SocketStreamOptions = {},
): CommandStream {
  const { tokenInUrl, stream } = splitSocketOptions(options);
  const { connect, judge } = channelOf(opener, 'devices.streamCommands', { ...input }, tokenInUrl);
  return new LiveStream(connect, commandReader(judge), stream);
}
