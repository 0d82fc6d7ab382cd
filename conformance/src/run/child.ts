/**
 * Puts probes to a client, one after the other. Arguments: the client, the probes' ids joined by commas, and `remedy` to
 * try the client's remedies. Each verdict is sent as it is found.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Adapter } from '../clients/client.ts';
import { adapters, isClientName } from '../clients/index.ts';
import { Failed, NotApplicable, type Verdict } from '../probe.ts';
import { ruleOf } from '../probes/index.ts';
import { describe } from '../settle.ts';
import { ProbeStage } from '../stage.ts';

const [name = '', ids = '', mode] = process.argv.slice(2);
const stray: string[] = [];
process.on('unhandledRejection', (reason) => stray.push(`an unhandled rejection: ${describe(reason)}`));
process.on('uncaughtException', (error) => stray.push(`an uncaught exception: ${describe(error)}`));

try {
  if (!isClientName(name)) throw new Error(`There is no client "${name}".`);
  const adapter = await adapters[name]();
  for (const id of ids.split(',')) {
    const verdict = await judge(adapter, id);
    await new Promise((resolve) => process.send?.(verdict, resolve));
  }
  process.exit(0);
} catch (error) {
  // No verdict: the client or the probe could not be loaded.
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}

async function judge(adapter: Adapter, id: string): Promise<Verdict> {
  const probe = (await ruleOf(id))?.probes.find((candidate) => candidate.id === id);
  if (probe === undefined) throw new Error(`There is no probe "${id}".`);
  const excused = adapter.notApplicable[id];
  if (excused !== undefined) return { result: 'n/a', reason: excused };
  const remedy = mode === 'remedy' ? adapter.remedies[id]?.settings : undefined;
  stray.length = 0;
  try {
    await probe.run(new ProbeStage(adapter, remedy));
    // A rejection that nobody handles is told a little later than it happens.
    await delay(20);
    return stray[0] === undefined ? { result: 'pass' } : { result: 'fail', reason: stray[0] };
  } catch (error) {
    if (error instanceof NotApplicable) return { result: 'n/a', reason: error.message };
    if (error instanceof Failed) return { result: 'fail', reason: error.message };
    return { result: 'fail', reason: stray[0] ?? describe(error) };
  }
}
