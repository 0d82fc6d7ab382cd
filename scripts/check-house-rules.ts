/** Rules of the house that no tool knows: what no file contains, how long files are, what a package.json says. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { judgeManifest, judgeText, median } from './house-rules.ts';
import { published, root, sourceFiles } from './workspaces.ts';

const problems: string[] = [];
const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

const tracked = execFileSync('git', ['ls-files', '-z'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
}).split('\0');
const texts = tracked.filter(
  (file) => /\.(ts|js|mjs|json|ya?ml|md)$|^\.ci\/run$/.test(file) && existsSync(`${root}/${file}`),
);
for (const file of new Set([...texts, ...sourceFiles()])) {
  if (/^scripts\/house-rules(\.test)?\.ts$/.test(file)) continue;
  for (const problem of judgeText(file, read(file))) problems.push(`${file}:${problem}`);
}

for (const { folder, manifest } of published()) {
  for (const lack of judgeManifest(manifest, folder))
    problems.push(`${folder}/package.json: must hold: ${lack}`);
  if (!existsSync(`${root}/${folder}/README.md`)) problems.push(`${folder}: a package without README.md`);
}

const written = sourceFiles('packages/*').filter(
  (file) => /\/src\//.test(file) && !/\/gen\/|\.test\.ts$/.test(file),
);
const typical = median(written.map((file) => read(file).split('\n').length - 1));
if (typical > 60)
  problems.push(`packages: half the files are longer than ${typical - 1} lines; one idea per file, 60 lines`);

for (const problem of problems) console.error(problem);
console.log(`${texts.length} files, median of packages ${typical} lines, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
