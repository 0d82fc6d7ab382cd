import { published } from '../../tsdown.base.ts';

export default published(
  {
    index: 'src/index.ts',
    contract: 'src/loaded/operations.ts',
    device: 'src/device/index.ts',
  },
  { bundled: ['@noble/hashes'] },
);
