/** Makes many calls on one client with one AbortSignal that outlives them all, and says what is left of them. */
import { getEventListeners } from 'node:events';
import { isClientName } from '../clients/client.ts';
import { loadClient } from '../clients/load-client.ts';

const [name, url, callsText] = process.argv.slice(2);
if (!isClientName(name) || url === undefined) throw new Error('Usage: worker <client> <url> <calls>');
const calls = Number(callsText);
const fetchReport = (await loadClient(name))(url);
const controller = new AbortController();
process.setMaxListeners(0);

async function make(count: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await fetchReport(controller.signal);
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
}

function heap(): number {
  for (let index = 0; index < 4; index += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

await make(calls / 10);
const before = heap();
await make(calls - calls / 10);
const after = heap();
process.stdout.write(
  JSON.stringify({
    client: name,
    calls,
    heapGrowthBytes: after - before,
    listenersLeft: getEventListeners(controller.signal, 'abort').length,
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
process.exit(0);
