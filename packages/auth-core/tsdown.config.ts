import { published } from '../../tsdown.base.ts';

export default published({
  index: 'src/index.ts',
  internal: 'src/internal.ts',
  node: 'src/node.ts',
  'node/channel': 'src/exchange/node/open-channel.ts',
  'node/stored': 'src/credentials/node/stored-sources.ts',
  'node/transport': 'src/transport/undici/open-transport.ts',
  'web/channel': 'src/exchange/web/open-channel.ts',
  'web/stored': 'src/credentials/web/stored-sources.ts',
  'web/transport': 'src/transport/fetch/open-transport.ts',
});
