/** Starts PostgreSQL, prints where it is, and ends it when nothing more is written to this process. */
import { rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { preparePrograms } from '../src/postgres/programs.ts';
import { startServer } from '../src/postgres/server.ts';

const programs = await preparePrograms();
const server = await startServer(programs);
process.stdout.write(`${JSON.stringify({ url: server.url, copy: programs.copy })}\n`);
await text(process.stdin);
await server.stop();
if (programs.copy !== undefined) await rm(programs.copy, { recursive: true });
