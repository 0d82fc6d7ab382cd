import { thing } from '../servers/answers.ts';

/** A thing as JSON, long enough to be cut. */
export const whole: string = JSON.stringify({ ...thing, filler: 'x'.repeat(2000) });

/** Rows of CSV, long enough to be cut. */
export const rows: string = Array.from({ length: 400 }, (_, index) => `${index},row`).join('\n');

/** All of a download. */
export async function textOf(download: Promise<AsyncIterable<Uint8Array>>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await download) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
