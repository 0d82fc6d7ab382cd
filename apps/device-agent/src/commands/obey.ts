import type { CommandStream, DeviceCommand } from '@bimodal/iot-client';
import { messageOf, type Log } from '../log.ts';
import { commands, type Reach } from './commands.ts';

/** Obeys commands as they come, one after the other, until the stream ends. None that is unknown or fails ends it. */
export async function obey(stream: CommandStream, reach: Reach, log: Log): Promise<void> {
  for await (const item of stream) {
    if (item.type === 'command') await follow(item.command, reach, log);
    else if (item.type === 'gap') {
      log('The connection for commands is there again; what was sent meanwhile is lost.', 'reconnected', {
        from: item.from.toISOString(),
        to: item.to.toISOString(),
      });
    } else log(`Something came that is no command: ${item.problem}`, 'command.malformed');
  }
}

async function follow({ action, parameters }: DeviceCommand, reach: Reach, log: Log): Promise<void> {
  const order = commands.get(action)?.(parameters ?? {});
  if (order === undefined) return log(`Command ${action}: unknown here.`, 'command.unknown', { action });
  if (typeof order !== 'function') {
    return log(`Command ${action}: its parameters have to be ${order.expects}.`, 'command.wrong', { action });
  }
  try {
    log(`Command ${action}: ${await order(reach)}.`, 'command.obeyed', { action });
  } catch (error) {
    log(`Command ${action} failed: ${messageOf(error)}`, 'command.failed', { action });
  }
}
