import { published } from '../../tsdown.base.ts';

export default published(
  {
    index: 'src/index.ts',
    contract: 'src/loaded/operations.ts',
    'node/bytes': 'src/csv/node/bytes.ts',
    'node/hmac': 'src/embed/node/hmac.ts',
    'node/save': 'src/download/node/save.ts',
    'node/zip': 'src/zip/node/index.ts',
    'web/bytes': 'src/csv/web/bytes.ts',
    'web/hmac': 'src/embed/web/hmac.ts',
    'web/save': 'src/download/web/save.ts',
    'web/zip': 'src/zip/web/index.ts',
  },
  { bundled: ['@noble/hashes'] },
);
