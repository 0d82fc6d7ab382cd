import { statSync } from 'node:fs';
import type { EmulatorOptions } from './options.ts';

const names: Readonly<Record<keyof EmulatorOptions, true>> = {
  files: true,
  postgres: true,
  folder: true,
  port: true,
  mqttPort: true,
  cloudWebhooks: true,
  cloudAccess: true,
  cloudBundles: true,
  host: true,
  seed: true,
  strict: true,
  ids: true,
  habits: true,
  pastTheEnd: true,
  reportCsv: true,
  bom: true,
  analyticsWebhooks: true,
  clock: true,
  rate: true,
  onError: true,
};

const words = {
  ids: ['string', 'integer'],
  habits: ['observed', 'documented'],
  pastTheEnd: ['empty', 'repeat'],
  reportCsv: ['auto', 'zip', 'csv'],
} as const;

/** What numbers may be, both included. */
const bounds = { port: [0, 65_535], mqttPort: [0, 65_535], rate: [1, 9999] } as const;

/**
 * Looks at the options of `startEmulator` before anything is opened: what is misspelled would be overlooked.
 *
 * @throws RangeError naming the option.
 */
export function checkOptions(options: EmulatorOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
  if (unknown !== undefined) {
    throw new RangeError(`\`${unknown}\` is no option. There are ${Object.keys(names).join(', ')}.`);
  }
  for (const name of ['ids', 'habits', 'pastTheEnd', 'reportCsv'] as const) {
    const word: string | undefined = options[name];
    const allowed: readonly string[] = words[name];
    if (word !== undefined && !allowed.includes(word))
      throw new RangeError(`\`${name}\` is ${allowed.join(' or ')}.`);
  }
  for (const name of ['port', 'mqttPort', 'rate'] as const) {
    const [least, most] = bounds[name];
    const number = options[name];
    if (number !== undefined && !(Number.isInteger(number) && number >= least && number <= most))
      throw new RangeError(`\`${name}\` is a whole number from ${least} to ${most}.`);
  }
  const { files, folder, postgres } = options;
  if (files !== undefined && !kindOf(files)?.isDirectory()) {
    throw new RangeError(`\`files\`: ${files} is no folder.`);
  }
  if (folder !== undefined && kindOf(folder)?.isDirectory() === false) {
    throw new RangeError(`\`folder\`: ${folder} is no folder.`);
  }
  if (postgres !== undefined && !/^postgres(ql)?:\/\//.test(postgres))
    throw new RangeError('`postgres` begins with postgres://.');
  for (const { url, key } of options.cloudWebhooks ?? []) {
    if (!isWebUrl(url) || typeof key !== 'string' || key === '')
      throw new RangeError('A webhook of `cloudWebhooks` has a `url` (http or https) and a `key`.');
  }
  for (const { url } of options.analyticsWebhooks ?? []) {
    if (!isWebUrl(url)) throw new RangeError('A webhook of `analyticsWebhooks` has a `url` (http or https).');
  }
}

function kindOf(path: string): { isDirectory(): boolean } | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function isWebUrl(url: unknown): boolean {
  return typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url);
}
