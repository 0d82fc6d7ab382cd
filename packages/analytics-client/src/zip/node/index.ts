export { crc32 } from 'node:zlib';
export { inflated } from './inflated.ts';
export { keep } from './temporary-file.ts';
