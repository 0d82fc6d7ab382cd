import type { Device, KeyValueMirror } from '@bimodal/iot-client/device';
import { readInterval } from '../configuration/configuration.ts';

/** What commands act on. */
export interface Reach {
  readonly device: Pick<Device, 'sendEvent'>;
  readonly store: Pick<KeyValueMirror, 'set'>;
  /** Reports now, whatever the interval. */
  readonly report: () => void;
}

/** A command that the agent obeys: `read` makes its parameters what they are, or undefined; `obey` says what was done. */
interface Command<P> {
  readonly read: (parameters: Readonly<Record<string, unknown>>) => P | undefined;
  /** How the parameters have to be, for whoever got them wrong. */
  readonly expects: string;
  readonly obey: (parameters: P, reach: Reach) => Promise<string> | string;
}

const ping: Command<{ readonly nonce: string | undefined }> = {
  expects: 'nonce: a text, or none',
  read: ({ nonce }) => (nonce === undefined || typeof nonce === 'string' ? { nonce } : undefined),
  obey({ nonce }, { device }) {
    device.sendEvent('pong', nonce === undefined ? {} : { nonce });
    return 'answered with a pong';
  },
};

const reportNow: Command<object> = {
  expects: 'nothing',
  read: () => ({}),
  obey(_none, { report }) {
    report();
    return 'reported';
  },
};

/** Goes by the store, which is where the interval lives: whoever looks there sees what is so. */
const setInterval: Command<{ readonly seconds: number }> = {
  expects: 'seconds: a number from 0.1 to 86,400',
  read({ seconds }) {
    const interval = readInterval(seconds);
    return interval === undefined ? undefined : { seconds: interval };
  },
  async obey({ seconds }, { store }) {
    await store.set('interval', seconds);
    return `the interval is ${seconds} s`;
  },
};

/** A command with its parameters read, ready to be obeyed. */
export type Order = (reach: Reach) => Promise<string> | string;

const order =
  <P>({ read, expects, obey }: Command<P>) =>
  (given: Readonly<Record<string, unknown>>): Order | { readonly expects: string } => {
    const parameters = read(given);
    return parameters === undefined ? { expects } : (reach) => obey(parameters, reach);
  };

/** By the action that the platform names them with. */
export const commands: ReadonlyMap<string, ReturnType<typeof order>> = new Map([
  ['ping', order(ping)],
  ['report', order(reportNow)],
  ['setInterval', order(setInterval)],
]);
