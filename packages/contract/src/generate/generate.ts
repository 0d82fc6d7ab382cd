import { access, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openApi, type OpenApiFrame } from '../print/openapi/document.ts';
import { contractFile } from '../print/data/contract-file.ts';
import { printContract } from '../print/data/print-contract.ts';
import { printClient } from '../print/print-client.ts';
import { declaredIn, exportsOf } from './declared.ts';
import { differences, readFiles, replaceFiles, type Files } from './files.ts';
import { formatted } from './format.ts';

const apiFile = 'openapi.json';
const genFolder = 'src/gen';

/** What is printed for a client, formatted: by path relative to its package. */
async function printed(folder: string, root: string): Promise<Files> {
  const contract = join(folder, 'src/contract');
  const declared = await declaredIn(contract);
  const frame = (await exportsOf(contract, 'openapi.ts')) as Readonly<Record<string, unknown>> & OpenApiFrame;
  const operations = declared.map(({ operation }) => operation);
  const api = openApi(operations, frame);
  const files = printClient(declared).set('contract.ts', contractFile(printContract(operations)));
  const sources = [...files].map(([path, text]) => [join(genFolder, path), text] as const);
  return formatted(new Map([...sources, [apiFile, JSON.stringify(api, null, 2)]]), root);
}

/**
 * Prints what is generated for one client, or says which files are not what would be printed. A package without
 * operations has nothing to print.
 *
 * @param folder the client's package.
 * @returns the files that differ, relative to the repository; always none unless `check` is set.
 */
export async function generate(folder: string, root: string, check: boolean): Promise<readonly string[]> {
  if (!(await exists(join(folder, 'src/contract/index.ts')))) return [];
  const wanted = await printed(folder, root);
  if (!check) {
    await replaceFiles(join(folder, genFolder), under(genFolder, wanted));
    await writeFile(join(folder, apiFile), wanted.get(apiFile) ?? '');
    return [];
  }
  const api = await readFile(join(folder, apiFile), 'utf8').catch(() => '');
  const sources = await readFiles(join(folder, genFolder));
  const present = new Map([...sources].map(([path, text]) => [join(genFolder, path), text]));
  return differences(present.set(apiFile, api), wanted).map((path) => relative(root, join(folder, path)));
}

function under(folder: string, files: Files): Files {
  const inside = [...files].filter(([path]) => path.startsWith(folder));
  return new Map(inside.map(([path, text]) => [relative(folder, path), text]));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
