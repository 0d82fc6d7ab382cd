import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EmulatorOptions } from '../options/options.ts';
import { couldBeFolder } from './files-folder.ts';

export const usage = `Usage: bimodal-emulator [flags]

Serves Mode Analytics and MODE Cloud on this machine.

  --port <number>            port to listen on (default 4747; 0 for any free one)
  --mqtt-port <number>       port of MODE Cloud's MQTT, plain and as a websocket (default: the one after --port)
  --files <folder>           CSV, Parquet and JSON files that report queries read; made if it is missing
  --folder <folder>          where the state lasts (default: in memory)
  --host <address>           address to listen on, and answer to any name (default 127.0.0.1, loopback names only)
  --seed <text>              fixes every seeded token and secret
  --strict                   answer 400 to what departs from the contract
  --postgres <url>           PostgreSQL that Mode Analytics has as a second data source: postgres://user:password@host/name
  --analytics-webhook <url>  where events of Mode Analytics are sent to; may be repeated
  --rate <number>            requests to Mode Analytics per second; more are answered with 429
  --documented               keep to the reference where Mode Analytics was seen to differ (default: what was seen)
  --past-the-end <what>      what a page past the end of a list holds: empty (default) or repeat, the last page once more
  --empty-lists <what>       what a list with nothing to show is answered with: list (default; an empty one), or 204 without a body
  --report-csv <kind>        the CSV of a whole run: auto (default; a zip where it has several queries), zip or csv
  --bom                      begin CSVs with a byte order mark
  --ids <kind>               how Mode Analytics writes numeric ids: string (default) or integer
  --help                     show this
`;

/** A flag that cannot be used; its message says which and why. */
export class FlagError extends Error {}

/** Reads the command line; 'help' where that is asked for. @throws FlagError */
export function readFlags(args: readonly string[], folder: string): EmulatorOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const { ids, files, folder: state, host, seed, strict } = values;
  if (ids !== undefined && ids !== 'string' && ids !== 'integer') {
    throw new FlagError(`--ids is string or integer, not ${JSON.stringify(ids)}.`);
  }
  const port = portFrom('--port', values.port ?? '4747');
  return {
    port,
    mqttPort:
      values['mqtt-port'] === undefined ? mqttPortBeside(port) : portFrom('--mqtt-port', values['mqtt-port']),
    ...(files === undefined ? {} : { files: folderAt('--files', resolve(folder, files)) }),
    ...(state === undefined ? {} : { folder: resolve(folder, state) }),
    ...(host === undefined ? {} : { host }),
    ...(seed === undefined ? {} : { seed }),
    ...(ids === undefined ? {} : { ids }),
    ...analyticsFrom(values),
    strict: strict ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: args[0] === '--' ? args.slice(1) : [...args],
      options: {
        port: { type: 'string' },
        'mqtt-port': { type: 'string' },
        files: { type: 'string' },
        folder: { type: 'string' },
        host: { type: 'string' },
        seed: { type: 'string' },
        strict: { type: 'boolean' },
        postgres: { type: 'string' },
        'analytics-webhook': { type: 'string', multiple: true },
        rate: { type: 'string' },
        documented: { type: 'boolean' },
        observed: { type: 'boolean' },
        'past-the-end': { type: 'string' },
        'empty-lists': { type: 'string' },
        'report-csv': { type: 'string' },
        bom: { type: 'boolean' },
        ids: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new FlagError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function analyticsFrom(values: ReturnType<typeof parse>): EmulatorOptions {
  const { postgres, rate, documented, observed, 'analytics-webhook': hooks } = values;
  const { 'past-the-end': end, 'empty-lists': empty, 'report-csv': csv } = values;
  if (documented && observed) throw new FlagError('--documented and --observed exclude each other.');
  if (postgres !== undefined && !/^postgres(ql)?:\/\//.test(postgres)) {
    throw new FlagError('--postgres begins with postgres://.');
  }
  if (rate !== undefined && !/^[1-9]\d{0,3}$/.test(rate)) {
    throw new FlagError(`--rate is a number from 1 to 9999, not ${JSON.stringify(rate)}.`);
  }
  for (const url of hooks ?? []) {
    if (!/^https?:\/\//.test(url))
      throw new FlagError('--analytics-webhook begins with http:// or https://.');
  }
  return {
    ...(postgres === undefined ? {} : { postgres }),
    ...(rate === undefined ? {} : { rate: Number(rate) }),
    ...(documented ? { habits: 'documented' } : {}),
    ...(values.bom ? { bom: true } : {}),
    ...(end === undefined ? {} : { pastTheEnd: oneOf('--past-the-end', end, ['empty', 'repeat']) }),
    ...(empty === undefined ? {} : { emptyLists: oneOf('--empty-lists', empty, ['list', '204']) }),
    ...(csv === undefined ? {} : { reportCsv: oneOf('--report-csv', csv, ['auto', 'zip', 'csv']) }),
    ...(hooks === undefined ? {} : { analyticsWebhooks: hooks.map((url) => ({ url })) }),
  };
}

/** What a flag takes, where it is one of a few words. @throws FlagError */
function oneOf<const T extends string>(flag: string, value: string, words: readonly T[]): T {
  const word = words.find((each) => each === value);
  if (word === undefined)
    throw new FlagError(`${flag} is ${words.join(' or ')}, not ${JSON.stringify(value)}.`);
  return word;
}

function portFrom(flag: string, text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535)
    throw new FlagError(`${flag} is a number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}

/** The next one, so that it is the same at every start; any free one where the other is. */
function mqttPortBeside(port: number): number {
  return port === 0 || port === 65_535 ? 0 : port + 1;
}

function folderAt(flag: string, path: string): string {
  if (!couldBeFolder(path)) throw new FlagError(`${flag}: ${path} is no folder.`);
  return path;
}
