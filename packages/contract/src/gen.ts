import { join } from 'node:path';
import { generate } from './generate/generate.ts';

/**
 * `pnpm gen` prints what is generated from the operations of each client; `pnpm gen --check` fails where what is
 * committed is not what would be printed.
 */
const root = join(import.meta.dirname, '../../..');
const check = process.argv.includes('--check');

const differing: string[] = [];
for (const client of ['analytics-client', 'iot-client']) {
  try {
    differing.push(...(await generate(join(root, 'packages', client), root, check)));
  } catch (error) {
    console.error(`${client}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
if (differing.length > 0) {
  console.error(`These files are not what the operations say. Run \`pnpm gen\`.\n${differing.join('\n')}`);
  process.exitCode = 1;
}
