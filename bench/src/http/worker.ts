/** One client in a process of its own: it makes calls when it is told, and says what they cost. */
import { isClientName } from '../clients/client.ts';
import { loadClient } from '../clients/load-client.ts';
import type { Slice, SliceCost } from './slice.ts';

const [name, url] = process.argv.slice(2);
if (!isClientName(name) || url === undefined) throw new Error('Usage: worker <client> <url>');
const fetchReport = (await loadClient(name))(url);

async function run({ concurrency, milliseconds }: Slice): Promise<SliceCost> {
  let requests = 0;
  const end = performance.now() + milliseconds;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      requests += 1;
      await fetchReport();
    }
  };
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  return {
    requestsPerSecond: requests / seconds,
    cpuMicrosPerRequest: (used.user + used.system) / requests,
  };
}

process.on('message', (slice: Slice) => {
  run(slice).then(
    (cost) => process.send?.(cost),
    (error: unknown) => {
      process.stderr.write(`${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
