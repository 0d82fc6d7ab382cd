import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tarballs } from '../tarballs.ts';
import { root } from '../workspaces.ts';
import { npmInstall } from './equip.ts';

/** Makes a blank project with the clients installed from what would be published, and the probes beside them. */
export async function blankProject(place: string): Promise<string> {
  const folder = join(place, 'project');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'project', private: true }));
  await npmInstall(
    folder,
    tarballs().filter((file) => !file.includes('emulator')),
  );
  cpSync(join(root, 'scripts/consumer/runtimes'), folder, { recursive: true });
  return folder;
}
