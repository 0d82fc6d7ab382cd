import type { Progress, Result } from '../bench-result.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { manyConnections, type ConnectionsRow } from './connections.ts';
import { readingRates, type RateRow } from './reading-rates.ts';

/** `pnpm bench streams`: reading events, and how many devices can be connected to one emulator. */
export async function streamsResult(
  progress: Progress,
  options: { readonly connections: number },
): Promise<Result> {
  const rates = await readingRates(progress);
  const connections = await manyConnections(options.connections, progress);
  return { rows: [...rates, connections], text: `${ratesText(rates)}\n\n${connectionsText(connections)}` };
}

function ratesText(rates: readonly RateRow[]): string {
  const columns = ['reader', 'messages/s', 'CPU µs/message', 'messages/s ÷ undici', 'CPU ÷ undici'];
  const cells = rates.map((row) => [
    row.reader,
    row.messagesPerSecond,
    row.cpuMicrosPerMessage,
    row.rateOverUndici.toFixed(2),
    row.cpuOverUndici.toFixed(2),
  ]);
  return `Events as they happen, of about 300 bytes, from one server in another process; undici is its bare WebSocket with JSON.parse, bimodal \`for await\` over \`events.stream()\`. One process a reader; medians of the quickest quarter of 40 alternated readings, since whatever else runs on the machine only ever slows one.\n\n${markdownTable(columns, cells)}`;
}

function connectionsText(row: ConnectionsRow): string {
  const kibibytes = (bytes: number): number => Math.round(bytes / 102.4) / 10;
  const { clientBytesPerConnection: client, emulatorBytesPerConnection: emulator } = row;
  const columns = ['', 'of the client', 'of the emulator'];
  const cells = [
    ['heap for each connection, KiB', kibibytes(client.heap), kibibytes(emulator.heap)],
    ['RSS for each connection, KiB', kibibytes(client.rss), kibibytes(emulator.rss)],
  ];
  return `${row.connections} devices, each an \`IotClient\` with a command stream of its own, all in one process; one emulator in another. Opened in ${row.openSeconds.toFixed(1)} s, up to the last \`_deviceConnected_\`; closed in ${row.closeSeconds.toFixed(1)} s. Of ${row.commandsSent} commands to a sample of them ${row.commandsArrived} arrived (${row.commandSeconds.toFixed(1)} s), of ${row.eventsSent} events from it ${row.eventsArrived} (${row.eventSeconds.toFixed(1)} s).\n\n${markdownTable(columns, cells)}`;
}
