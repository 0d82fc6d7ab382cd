import { published } from '../../tsdown.base.ts';

export default published({
  index: 'src/index.ts',
  contract: 'src/contract/index.ts',
  device: 'src/device/index.ts',
});
