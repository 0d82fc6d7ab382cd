import { published } from '../../tsdown.base.ts';

export default published(
  {
    index: 'src/index.ts',
    cli: 'src/cli.ts',
    vitest: 'src/vitest.ts',
    // The program of the process that queries run in.
    'sql-child': 'src/sql/child/main.ts',
  },
  { bundled: ['zod'], formats: ['esm'] },
);
