import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../RESULTS.md');
const title =
  '# Results\n\nWritten by `pnpm bench`; each part by a run of its own. Compare within a part, never across parts.\n';

/** Puts one part of the results in the place of an earlier one. */
export function writePart(name: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : title;
  const parts = before.split(/^(?=## )/m);
  const part = `## ${name}\n\n${text.trim()}\n\n`;
  const index = parts.findIndex((each) => each.startsWith(`## ${name}\n`));
  if (index === -1) parts.push(part);
  else parts[index] = part;
  writeFileSync(file, `${parts.map((each) => each.trimEnd()).join('\n\n')}\n`);
}
