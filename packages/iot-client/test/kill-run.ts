import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MqttServer, type Fate } from './mqtt-server.ts';
import { startRestServer } from './rest-server.ts';

/** What a device said it had accepted and what arrived, in their orders: the numbers in its events. */
export interface KillRun {
  readonly accepted: readonly number[];
  readonly received: readonly number[];
}

export interface KillRunOptions {
  readonly transport: 'ws' | 'mqtt';
  readonly kills: number;
  /** 0 to 1, for when it is killed and what becomes of each event on the way. Default `Math.random`. */
  readonly random?: () => number;
  /** Hears of each kill. */
  readonly onKill?: (killed: number) => void;
}

const program = join(import.meta.dirname, 'device-process.ts');

/**
 * Runs a device in a process of its own, kills it with SIGKILL so many times while it accepts and sends events over a
 * connection that fails now and then, and lets it send the rest.
 *
 * @throws Error where a process ended by itself.
 */
export async function killRun(options: KillRunOptions): Promise<KillRun> {
  const { transport, kills, random = Math.random, onKill } = options;
  const [accepted, received]: [number[], number[]] = [[], []];
  const judge = (body: string): Fate => {
    // Now and then it is busy, or hangs up after it has taken the event in.
    const luck = random();
    if (luck < 0.05) return 'lost';
    received.push((JSON.parse(body) as { eventData: { n: number } }).eventData.n);
    return luck < 0.1 ? 'taken' : 'confirmed';
  };
  await using server = transport === 'mqtt' ? await MqttServer.start(judge) : await startRestServer(judge);
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
  const given = [program, join(folder, 'outbox.sqlite'), transport, server.url];
  try {
    for (let run = 0; run < kills; run++) {
      const child = spawn(process.execPath, [...given, String(run * 1_000_000)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      // It dies after so many more were accepted or received, whichever comes first.
      const until = accepted.length + received.length + 1 + Math.floor(random() * 60);
      let text = '';
      child.stdout.setEncoding('utf8');
      child.stdout.on('data', (part: string) => {
        text += part;
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        accepted.push(...lines.map(Number));
        if (accepted.length + received.length >= until) child.kill('SIGKILL');
      });
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      if (signal !== 'SIGKILL') throw new Error(`The device ended by itself, with ${code ?? signal}.`);
      onKill?.(run + 1);
    }
    const last = spawn(process.execPath, given, { stdio: 'inherit' });
    const [code] = (await once(last, 'close')) as [number | null];
    if (code !== 0) throw new Error(`The device could not send the rest: it ended with ${code}.`);
  } finally {
    await rm(folder, { recursive: true });
  }
  return { accepted, received };
}
