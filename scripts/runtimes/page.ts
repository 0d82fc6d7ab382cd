import type { Row } from './row.ts';
import { tableOf } from './table.ts';
import { versions } from './versions.ts';

/** docs/runtimes.md. */
export function pageOf(rows: readonly Row[]): string {
  const pinned = Object.values(versions).flatMap((packages) =>
    Object.entries(packages).map(([name, version]) => `${name} ${version}`),
  );
  return `# Where it runs

Printed by \`pnpm runtimes --write\`: do not edit. The packages, as they would be published, are installed in a blank project, and every
runtime runs the same probes against the emulator. **pass**: it works. **n/a**: the runtime cannot have it, or must not; the reason
is below the table. **fail**: it does not work, and the error is below the table.

From npm: ${[...new Set(pinned)].join(', ')}.

${tableOf(rows)}
`;
}
