/** A process that adds a line to a file under its lock, once it is told to. */
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { withFileLock } from '../src/credentials/node/file-lock.ts';

const [file = '', line = '', watch = ''] = process.argv.slice(2);

process.once('message', () => void add());
process.send?.('ready');

async function add(): Promise<void> {
  await withFileLock(
    file,
    async () => {
      const text = await readFile(file, 'utf8').catch(() => '');
      // Whoever else is in here has read the same.
      await wait(5);
      await writeFile(file, `${text}${line}\n`);
    },
    Number(watch),
  );
  process.exit();
}
