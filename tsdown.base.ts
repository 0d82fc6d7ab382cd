import { defineConfig, type UserConfig } from 'tsdown';

interface Published {
  /** Packages that are bundled beside the contract. */
  readonly bundled?: readonly string[];
  /** Default: both. */
  readonly formats?: ('esm' | 'cjs')[];
}

/**
 * How every published package is built: ES modules with CommonJS beside them, for the oldest Node that undici 8 runs on,
 * readable, with bundled types.
 * What a package.json lists under `dependencies` stays an import; the contract is bundled, and it alone: a build that
 * would take zod along fails, unless `bundled` names it.
 */
export function published(
  entry: Record<string, string>,
  { bundled = [], formats = ['esm', 'cjs'] }: Published = {},
): UserConfig {
  const ours = ['@bimodal/contract', ...bundled];
  return defineConfig({
    entry,
    format: formats,
    platform: 'node',
    target: 'node22.19',
    fixedExtension: false,
    hash: false,
    clean: true,
    dts: { generator: 'tsgo', tsconfig: `${import.meta.dirname}/tsconfig.types.json` },
    suppressWarnings:
      /TypeScript 7\.0 does not yet have a stable API|using the ESM format instead of CommonJS/,
    deps: {
      alwaysBundle: ours.map((name) => new RegExp(`^${name}(/|$)`)),
      onlyBundle: ours,
      // What differs by runtime is chosen by the `imports` of the package, when it is loaded.
      neverBundle: [/^#/],
    },
    // A busy machine is nothing to warn of.
    inputOptions: { checks: { bundlerTimings: false } },
    // Jest takes no `import()` in CommonJS.
    outputOptions: { dynamicImportInCjs: false },
    failOnWarn: true,
    report: false,
    logLevel: 'warn',
  });
}
