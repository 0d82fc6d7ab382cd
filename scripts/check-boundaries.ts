/** No cycles between packages, no reaching across them, and arrows one way. */
import { readFileSync } from 'node:fs';
import { judgeImport } from './boundary-rules.ts';
import { findCycle } from './find-cycle.ts';
import { importsOf } from './imports.ts';
import { root, sourceFiles, workspaces } from './workspaces.ts';

const all = workspaces();
const problems: string[] = [];

const names = new Set(all.map(({ manifest }) => manifest.name));
const graph = new Map(
  all.map(({ manifest }) => [
    manifest.name,
    Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.peerDependencies,
    }).filter((name) => names.has(name)),
  ]),
);
const cycle = findCycle(graph);
if (cycle) problems.push(`packages depend on each other in a cycle: ${cycle.join(' -> ')}`);

let files = 0;
for (const home of all) {
  for (const file of sourceFiles(home.folder)) {
    files += 1;
    for (const imported of importsOf(file, readFileSync(`${root}/${file}`, 'utf8'))) {
      const problem = judgeImport(file, imported, home, all);
      if (problem !== undefined)
        problems.push(`${file}:${imported.line} "${imported.specifier}": ${problem}`);
    }
  }
}

for (const problem of problems) console.error(problem);
console.log(`${files} files in ${all.length} packages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
