import { FaultProxy } from '../proxy/fault-proxy.ts';
import type { Lag } from './lag.ts';
import { runCall } from './run-call.ts';
import type { Scenario } from './scenario.ts';
import type { Tally } from './tally.ts';
import { clientsOf, type World } from './world.ts';

/** Numbers the scenarios of this process, so that no two calls have one mark. */
let scenarios = 0;

/** Milliseconds in which clients have to close when every call has ended. */
const patience = 5_000;

/** Runs a scenario through a proxy of its own. @throws Error that says everything that went wrong. */
export async function runScenario(world: World, lag: Lag, tally: Tally, scenario: Scenario): Promise<void> {
  const number = (scenarios += 1);
  const complaints: string[] = [];
  const proxy = await FaultProxy.to(world.emulator.url, scenario.connections);
  const clients = clientsOf(world.emulator, proxy.url);
  let calls = 0;
  for (const step of scenario.steps) {
    const running = step.map((planned) => {
      calls += 1;
      return runCall({ world, clients, proxy, lag, tally, mark: `c${number}-${calls}` }, planned);
    });
    complaints.push(...(await Promise.all(running)).flat());
  }
  if (!(await within(patience, clients[Symbol.asyncDispose]()))) complaints.push('a client does not close');
  await proxy[Symbol.asyncDispose]();
  tally.scenarios += 1;
  tally.connections += proxy.connections;
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

function within(milliseconds: number, promise: PromiseLike<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    promise.then(
      () => {
        clearTimeout(timer);
        resolve(true);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
