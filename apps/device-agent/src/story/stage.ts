import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modeCloudKey } from '@bimodal/auth-core';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { IotClient } from '@bimodal/iot-client';

/** What the story plays on: an emulator with somebody's home, and a folder for the agent's state. */
export interface Stage extends AsyncDisposable {
  readonly emulator: Emulator;
  /** The person who lives there. */
  readonly person: IotClient;
  readonly home: number;
  readonly state: string;
}

/** Starts it all; it is gone at the end. */
export async function setStage(): Promise<Stage> {
  await using cleaning = new AsyncDisposableStack();
  const state = await mkdtemp(join(tmpdir(), 'device-agent-'));
  cleaning.defer(() => rm(state, { recursive: true, force: true }));
  const emulator = cleaning.use(await startEmulator());
  const { adminKey, projectId, appId } = emulator.seeds.cloud;
  const project = cleaning.use(new IotClient({ credential: modeCloudKey(adminKey), baseUrl: emulator.url }));
  const { id: userId } = await project.users.create({ projectId, externalKey: 'story' });
  const session = await project.sessions.create({ projectId, appId, userId });
  const person = project.withOptions({ credential: session.credential });
  const { id: home } = await person.homes.create({ name: 'Roof in Seattle' });
  const all = cleaning.move();
  return { emulator, person, home, state, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
