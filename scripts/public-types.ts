import { importsOf } from './imports.ts';

const comments = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/**
 * Where a published `.d.ts` speaks of what its users shall never need: zod's types (two versions of zod do not fit each
 * other), our private contract package, or a file that is not published.
 */
export function judgeTypes(file: string, text: string): readonly string[] {
  const found: string[] = [];
  for (const { specifier, line } of importsOf(file, text)) {
    if (/^zod(\/|$)/.test(specifier)) found.push(`${line}: imports ${specifier}`);
    if (specifier.startsWith('@bimodal/contract')) found.push(`${line}: imports the private ${specifier}`);
    if (specifier.endsWith('.ts') && !specifier.endsWith('.d.ts'))
      found.push(`${line}: imports the source file ${specifier}`);
  }
  const bare = text.replaceAll(comments, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  for (const [index, line] of bare.split('\n').entries()) {
    const name = /\$?\bZod[A-Z]\w*|\bz\.\w+/.exec(line)?.[0];
    if (name !== undefined) found.push(`${index + 1}: names zod's ${name}`);
    // A word in quotes is no type.
    if (/(?<!['"])\bany\b(?!['"])/.test(line)) found.push(`${index + 1}: any`);
  }
  return found;
}
