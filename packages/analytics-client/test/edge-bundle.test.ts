import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { edgeBundle } from './edge-bundle.ts';

const program = `
  import { AnalyticsClient } from '@bimodal/analytics-client';
  export default (credential) => new AnalyticsClient({ workspace: 'acme', credential });
`;
/** Kilobytes, everything included. */
const most = 60;

it('the client is bundled for an edge runtime without anything that only Node has', async ({ annotate }) => {
  const { errors, text } = await edgeBundle(program);
  expect(errors).toEqual([]);
  expect(text).not.toMatch(/["'`](node:|undici|smol-toml)|\bBuffer\b|\bsetImmediate\b|\beval\(|new Function/);
  const size = gzipSync(text).length / 1024;
  await annotate(`AnalyticsClient for workerd: ${size.toFixed(1)} KB, minified and gzipped.`);
  expect(size).toBeLessThan(most);
});
