/** The probes on a runtime that loads packages itself: Node, Bun, Deno. */
import { createRequire } from 'node:module';
import process from 'node:process';
import './kit.js';
import './analytics.js';
import './cloud.js';
import './copies.js';
import './run-probes.js';

const require = createRequire(import.meta.url);
const lib = {
  analytics: () => import('@bimodal/analytics-client'),
  iot: () => import('@bimodal/iot-client'),
  device: () => import('@bimodal/iot-client/device'),
  core: () => import('@bimodal/auth-core'),
  other: async () => require('@bimodal/auth-core'),
};
const print = (line) => process.stdout.write(`${line}\n`);
await globalThis.runBimodalProbes(lib, JSON.parse(process.env.BIMODAL_STAGE), { files: true }, print);
process.exit(0);
