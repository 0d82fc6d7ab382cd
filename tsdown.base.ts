import { defineConfig, type UserConfig } from 'tsdown';

/**
 * How every published package is built: ESM for the oldest Node that undici 8 runs on, readable, with bundled types.
 * What a package.json lists under `dependencies` stays an import; contract and zod are bundled, so that no user of a
 * client ever meets a second version of either.
 */
export function published(entry: Record<string, string>): UserConfig {
  return defineConfig({
    entry,
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    fixedExtension: false,
    hash: false,
    clean: true,
    dts: { generator: 'tsgo', tsconfig: `${import.meta.dirname}/tsconfig.types.json` },
    suppressWarnings: /TypeScript 7\.0 does not yet have a stable API/,
    deps: { alwaysBundle: ['@bimodal/contract', /^zod(\/|$)/], onlyBundle: ['@bimodal/contract', 'zod'] },
    failOnWarn: true,
    report: false,
    logLevel: 'warn',
  });
}
