/** The child process: its first thread works, its second one ends it where the first cannot. */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) (await import('./serve.ts')).serve(import.meta.filename);
else (await import('./watchdog.ts')).watch();
