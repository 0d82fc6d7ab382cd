import { createGzip, gzipSync } from 'node:zlib';

/** A JSON document of 300 MB that is about 300 KB in gzip: one object with one very long string. */
export async function gzipBomb(): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const megabyte = Buffer.alloc(1024 * 1024, 'a');
  gzip.write('{"id":"abc123def456","token":"abc123def456","object":"customer","name":"');
  for (let count = 0; count < 300; count += 1) {
    if (!gzip.write(megabyte)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end('"}');
  await new Promise((resolve) => gzip.once('end', resolve));
  return Buffer.concat(chunks);
}

/** A gzip stream without its end. */
export function cutGzip(text: string): Buffer {
  const whole = gzipSync(text);
  return whole.subarray(0, whole.length - 12);
}
