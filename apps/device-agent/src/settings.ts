import { parseArgs } from 'node:util';
import { exitCodes } from './exit-codes.ts';
import { Problem } from './problem.ts';
import { readInterval } from './configuration/configuration.ts';
import { seattle } from './sensor/read-weather.ts';

/** What the agent was told. */
export interface Settings {
  /** Nothing says where the platform is: the story is told, against an emulator. */
  readonly isStory: boolean;
  readonly transport: 'ws' | 'mqtt';
  /** The folder of what lasts: the identity and the outbox. */
  readonly state: string;
  /** Redeemed where there is no identity yet. */
  readonly token: string | undefined;
  /** A device that was provisioned before; its key is `MODE_CLOUD_KEY`. */
  readonly device: number | undefined;
  readonly baseUrl: string | undefined;
  readonly mqttUrl: string | undefined;
  /** Seconds between reports until the store says otherwise. */
  readonly interval: number;
  /** Recorded time per real time, of the weather that is replayed. */
  readonly speed: number;
  readonly data: string;
  /** Bytes of events that may wait. */
  readonly maxBytes: number;
  readonly json: boolean;
}

export const usage = `Usage: device-agent [options]

Without MODE_CLOUD_… and the options marked * it tells a story, against an emulator on this machine.

  --transport ws|mqtt   how the platform is reached (ws)
  --state <folder>      * where identity and outbox are kept (STATE_DIRECTORY, ./state)
  --device <id>         * a device that exists; its key is MODE_CLOUD_KEY
  --base-url <url>      * another platform than https://api.tinkermode.com (MODE_CLOUD_BASE_URL)
  --mqtt-url <url>      * where it speaks MQTT, if it is another (MODE_CLOUD_MQTT_URL)
  --interval <seconds>  between reports, until the store says otherwise (60)
  --speed <n>           recorded hours that pass in an hour (1)
  --data <file>         CSV with date, pressure, temperature, wind (a year in Seattle)
  --max-bytes <n>       of events that may wait (67108864); then the oldest go
  --json                JSON lines
  --help

A device without an identity redeems MODE_CLOUD_PROVISIONING_TOKEN.
Exit codes: 0 stopped, 1 failed, 2 wrong option, 3 token or key not taken.
`;

const options = {
  transport: { type: 'string' },
  state: { type: 'string' },
  device: { type: 'string' },
  'base-url': { type: 'string' },
  'mqtt-url': { type: 'string' },
  interval: { type: 'string' },
  speed: { type: 'string' },
  data: { type: 'string' },
  'max-bytes': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What the arguments and the environment say. @throws Problem with the usage where they say nothing sensible. */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): Settings | 'help' {
  // pnpm passes a separating "--" on.
  const own = args.filter((argument) => argument !== '--');
  const { values } = parsed(own);
  if (values.help) return 'help';
  // A token is a secret: others may read the arguments of a process.
  const token = given(env['MODE_CLOUD_PROVISIONING_TOKEN']);
  const baseUrl = values['base-url'] ?? given(env['MODE_CLOUD_BASE_URL']);
  const mqttUrl = values['mqtt-url'] ?? given(env['MODE_CLOUD_MQTT_URL']);
  const state = values.state ?? given(env['STATE_DIRECTORY']);
  const device = number('device', values.device, undefined, Number.isSafeInteger);
  const isReal = [token, baseUrl, mqttUrl, state, device, given(env['MODE_CLOUD_KEY'])];
  const isStory = isReal.every((value) => value === undefined);
  const transport = values.transport ?? 'ws';
  if (transport !== 'ws' && transport !== 'mqtt') throw wrong('--transport is ws or mqtt.');
  return {
    isStory,
    transport,
    state: state ?? 'state',
    token,
    device,
    baseUrl,
    mqttUrl,
    interval: number(
      'interval',
      values.interval,
      isStory ? 0.5 : 60,
      (value) => readInterval(value) !== undefined,
    ),
    // In the story an hour passes with each report.
    speed: number('speed', values.speed, isStory ? 7200 : 1, (value) => value > 0),
    data: values.data ?? seattle,
    maxBytes: number('max-bytes', values['max-bytes'], 64 * 1024 * 1024, Number.isSafeInteger),
    json: values.json,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function number<T>(
  name: string,
  text: string | undefined,
  standard: T,
  isGood: (value: number) => boolean,
): number | T {
  if (text === undefined) return standard;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0 && isGood(value)) return value;
  throw wrong(`--${name} is no number that will do.`);
}

const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const wrong = (message: string): Problem => new Problem(`${message}\n\n${usage}`, exitCodes.usage);
