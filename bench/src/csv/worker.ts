/** One parser in a process of its own: it reads a file when it is told, and says what that cost. */
import { isParserName, parsers } from './parsers.ts';
import type { CsvCost } from './start-worker.ts';

const [name, origin] = process.argv.slice(2);
if (!isParserName(name) || origin === undefined) throw new Error('Usage: worker <parser> <origin>');
const readAll = parsers[name];

async function run(url: string, data: string): Promise<CsvCost> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const rows = await readAll(url, data);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { rows, seconds, cpuSeconds: (user + system) / 1e6 };
}

process.on('message', (data: string) => {
  run(origin, data).then(
    (cost) => process.send?.(cost),
    (error: unknown) => {
      process.stderr.write(`${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
