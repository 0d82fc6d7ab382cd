/** An emulator in a process of its own, which says what it holds when it is asked. */
import { startEmulator } from '@bimodal/emulator';
import { held } from './measured.ts';

/** What a client of it has to know. */
export interface Place {
  readonly url: string;
  readonly adminKey: string;
  readonly userToken: string;
  readonly home: number;
  readonly deviceClass: string;
}

const emulator = await startEmulator();
const { adminKey, user, home, deviceClass } = emulator.seeds.cloud;
process.on('message', () => process.send?.(held()));
process.on('disconnect', () => process.exit(0));
process.send?.({
  url: emulator.url,
  adminKey,
  userToken: user.token,
  home: home.id,
  deviceClass,
} satisfies Place);
