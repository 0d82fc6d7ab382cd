export { crc32 } from './crc32.ts';
export { inflated } from './inflated.ts';
export { keep } from './memory.ts';
