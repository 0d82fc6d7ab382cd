/** No circles of packages or of files, no reaching across packages, and arrows one way: between packages, and between rooms. */
import { readFileSync } from 'node:fs';
import { judgeImport, targetsOf } from './boundary-rules.ts';
import { findCycle } from './find-cycle.ts';
import { importsOf } from './imports.ts';
import { judgeRooms, readHouses } from './rooms.ts';
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

const houses = readHouses(readFileSync(`${root}/ARCHITECTURE.md`, 'utf8'));
if (houses.length === 0) problems.push('ARCHITECTURE.md states the order of no rooms');
const isTest = /\.test(-d)?\.ts$|\/test\//;
const fileGraph = new Map<string, string[]>();

let files = 0;
for (const home of all) {
  for (const file of sourceFiles(home.folder)) {
    files += 1;
    for (const imported of importsOf(file, readFileSync(`${root}/${file}`, 'utf8'))) {
      const problem = judgeImport(file, imported, home, all);
      if (problem !== undefined)
        problems.push(`${file}:${imported.line} "${imported.specifier}": ${problem}`);
      if (isTest.test(file)) continue;
      const targets = targetsOf(file, imported.specifier, home);
      fileGraph.set(file, [...(fileGraph.get(file) ?? []), ...targets]);
      for (const target of targets) {
        const upwards = judgeRooms(houses, file, target);
        if (upwards !== undefined)
          problems.push(`${file}:${imported.line} "${imported.specifier}": ${upwards}`);
      }
    }
  }
}

// Types count: who reads one file of a circle has to read them all.
const circle = findCycle(fileGraph);
if (circle) problems.push(`files import each other in a circle: ${circle.join(' -> ')}`);

for (const problem of problems) console.error(problem);
console.log(`${files} files in ${all.length} packages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
