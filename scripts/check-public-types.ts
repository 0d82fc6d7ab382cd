/** No `.d.ts` that is published needs zod, names a private package or says `any`. */
import { globSync, readFileSync } from 'node:fs';
import { judgeTypes } from './public-types.ts';
import { consumer } from './tarballs.ts';

const folder = `${consumer}/node_modules/@bimodal`;
const files = globSync('*/dist/**/*.d.ts', { cwd: folder }).toSorted();
let problems = files.length === 0 ? 1 : 0;
for (const file of files) {
  for (const problem of judgeTypes(file, readFileSync(`${folder}/${file}`, 'utf8'))) {
    problems += 1;
    console.error(`@bimodal/${file}:${problem}`);
  }
}
console.log(`${files.length} declaration files, ${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;
