import { statSync } from 'node:fs';
import { complaintAbout } from '../checks/complaint.ts';
import { optionNames, OptionsSchema } from './options-schema.ts';
import type { EmulatorOptions } from './options.ts';

/**
 * Looks at the options of `startEmulator` before anything is opened: what is misspelled would be overlooked.
 *
 * @throws RangeError naming the option.
 */
export function checkOptions(options: EmulatorOptions): void {
  const complaint = complaintAbout(OptionsSchema, options, {
    field: (path) => `\`${path}\` is`,
    unknown: (field, place) =>
      place === ''
        ? `\`${field}\` is no option. There are ${optionNames.join(', ')}.`
        : `\`${place}\` has no field \`${field}\`.`,
  });
  if (complaint !== undefined) throw new RangeError(complaint);
  const { files, folder } = options;
  if (files !== undefined && !kindOf(files)?.isDirectory()) {
    throw new RangeError(`\`files\`: ${files} is no folder.`);
  }
  if (folder !== undefined && kindOf(folder)?.isDirectory() === false) {
    throw new RangeError(`\`folder\`: ${folder} is no folder.`);
  }
}

function kindOf(path: string): { isDirectory(): boolean } | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
