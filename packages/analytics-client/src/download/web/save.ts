import { InputError } from '@bimodal/auth-core';
import type * as onNode from '../node/save.ts';

/** @throws InputError always: there are no files. */
export const savingTo: (typeof onNode)['savingTo'] = () => {
  throw new InputError(
    'results.download: this runtime has no files. Read the result as it arrives: `results.csv()` gives its bytes, `results.rows()` its rows. Nothing was sent.',
    { operation: 'results.download' },
  );
};
