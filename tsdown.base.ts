import { defineConfig, type UserConfig } from 'tsdown';

const zod = /^zod(\/|$)/;

/**
 * Keeps zod's own types out of the bundled ones: where nothing public names them, the import is dropped, and where
 * something does, it stays and `pnpm check` finds it.
 */
const leaveZodTypes = {
  name: 'leave-zod-types',
  resolveId: {
    order: 'pre' as const,
    handler: (id: string, importer: string | undefined) =>
      zod.test(id) && importer?.endsWith('.d.ts')
        ? { id, external: true, moduleSideEffects: false }
        : undefined,
  },
};

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
    deps: { alwaysBundle: ['@bimodal/contract', zod], onlyBundle: ['@bimodal/contract', 'zod'] },
    plugins: [leaveZodTypes],
    failOnWarn: true,
    report: false,
    logLevel: 'warn',
  });
}
