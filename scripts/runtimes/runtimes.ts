import { commandRuntimes } from './commands.ts';
import type { Runtime } from './runtime.ts';

export const runtimes: readonly Runtime[] = [...commandRuntimes];
