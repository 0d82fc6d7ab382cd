import { chromiumRuntimes } from './chromium.ts';
import { commandRuntimes } from './commands.ts';
import type { Runtime } from './runtime.ts';
import { workerd } from './workerd.ts';

export const runtimes: readonly Runtime[] = [...commandRuntimes, workerd, ...chromiumRuntimes];
