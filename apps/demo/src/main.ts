import { parseArgs } from 'node:util';
import { tellAnalytics } from './chapters/analytics.ts';
import { tellCloud } from './chapters/cloud.ts';
import { tellMistakes } from './chapters/mistakes.ts';
import { jsonNarrator } from './narrators/json-narrator.ts';
import type { Narrator } from './narrators/narrator.ts';
import { terminalNarrator } from './narrators/terminal-narrator.ts';
import { setStage } from './stage.ts';

const usage = 'Usage: pnpm demo [--json]   (--json prints the same facts as JSON lines)\n';

// Whoever reads only the beginning (`pnpm demo | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await main();

async function main(): Promise<number> {
  const json = readArguments();
  if (json === undefined) return 2;
  const narrator = json
    ? jsonNarrator((text) => process.stdout.write(text))
    : terminalNarrator(process.stdout);
  await tellStory(narrator);
  return 0;
}

function readArguments(): boolean | undefined {
  try {
    // pnpm passes a separating "--" on.
    const args = process.argv.slice(2).filter((argument) => argument !== '--');
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return undefined;
  }
}

async function tellStory(narrator: Narrator): Promise<void> {
  const begun = performance.now();
  await using stage = await setStage();
  const { emulator } = stage;
  narrator.tell(`Both platforms run on this machine, at ${emulator.url}. Nothing leaves it.`, {
    fact: 'emulator.started',
    url: emulator.url,
  });
  await tellAnalytics(stage, narrator);
  await tellCloud(stage, narrator);
  await tellMistakes(stage, narrator);
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  narrator.chapter('Done');
  narrator.tell(`All of it took ${seconds} s. Look at apps/demo/src to see how.`, { fact: 'done', seconds });
}
