/** One reader of events in a process of its own: it reads a run when it is told, and says what that cost. */
import { isReaderName, readers } from './readers.ts';

/** What reading a run cost. */
export interface ReadingCost {
  readonly messages: number;
  readonly seconds: number;
  /** User and system time of the reader's process. */
  readonly cpuSeconds: number;
}

const [name, url] = process.argv.slice(2);
if (!isReaderName(name) || url === undefined) throw new Error('Usage: reader <undici|bimodal> <url>');
const read = readers[name];

async function run(origin: string): Promise<ReadingCost> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const messages = await read(origin);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { messages, seconds, cpuSeconds: (user + system) / 1e6 };
}

process.on('message', () => {
  run(url).then(
    (cost) => process.send?.(cost),
    (error: unknown) => {
      process.stderr.write(`${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
