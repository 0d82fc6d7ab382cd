import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { send, startEmulator, type Emulator } from '../send.ts';

/** Everybody who may come: they differ in what their key is, and in what it is able to. */
export type Caller = 'member' | 'stranger' | 'device' | 'able' | 'unable' | 'foreign' | 'wrongKey' | 'nobody';

export const callers: readonly Caller[] = [
  'nobody',
  'wrongKey',
  'foreign',
  'stranger',
  'device',
  'unable',
  'member',
  'able',
];

export type Keys = Readonly<Record<Caller, string | undefined>>;

/** Starts an emulator one of whose project keys can do nothing but read, as nobody but the console makes them. */
export async function startWithCallers(folder: string): Promise<{ emulator: Emulator; keys: Keys }> {
  await (await startEmulator({ folder })).close();
  const state = new DatabaseSync(join(folder, 'cloud.sqlite'));
  state.exec("UPDATE projectKey SET abilities = '' WHERE name = 'default'");
  state.close();
  const emulator = await startEmulator({ folder });
  const { cloud } = emulator.seeds;
  const keys = {
    member: cloud.user.token,
    stranger: (await newUser(emulator)).token,
    device: cloud.device.apiKey,
    able: cloud.adminKey,
    unable: cloud.projectKey,
    foreign: cloud.emailProject.adminKey,
    wrongKey: 'test-key',
    nobody: undefined,
  };
  return { emulator, keys };
}

/** Somebody new in the main project, signed in. */
export async function newUser(emulator: Emulator): Promise<{ id: number; token: string }> {
  const { adminKey, projectId, appId } = emulator.seeds.cloud;
  const { id } = (await send(emulator, 'POST', '/users', adminKey, { projectId })).json as { id: number };
  const form = new URLSearchParams({ projectId: String(projectId), appId, userId: String(id) });
  const { token } = (await send(emulator, 'POST', '/auth/user', adminKey, form)).json as { token: string };
  return { id, token };
}
