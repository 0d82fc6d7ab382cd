import type { Manifest } from './workspaces.ts';

/** What no TypeScript of ours contains, and why. */
const banned: readonly (readonly [RegExp, string])[] = [
  [/\b(ox|es)lint-disable/, 'a rule that does not fit is changed for everyone, or the code is'],
  [/@ts-(ignore|nocheck|expect-error)\b/, 'a type error is mended'],
  [/\bas\s+unknown\s+as\b/, 'a cast that hides a doubt'],
  [/\b(it|test|describe)\.(skip|only|todo|fails)\b/, 'every test runs, and passes'],
  [
    /\b(it|test|describe)\.(skipIf|runIf)\((?!process\.platform )/,
    'every test runs on every machine of its platform',
  ],
];

/** What no file of ours contains: it would tie the repository to one machine. */
const tied: readonly (readonly [RegExp, string])[] = [
  [/(^|[\s"'`(=])\/(work|root)\//, 'a path of one machine'],
];

/** A clock that somebody sets: an hour back, or years forward while a device starts. */
const wallClock = /\bDate\.now\b|\bnew Date\(\)/;

/** The code of packages that may look at it: what they tell, send, or compare with a date that came from elsewhere. */
const mayTellTheTime: readonly string[] = [
  // An expiry is a date of somebody else's.
  'packages/auth-core/src/credentials/cached.ts',
  'packages/auth-core/src/answer/status-failure.ts',
  // So is the date of a Retry-After.
  'packages/auth-core/src/answer/retry-after.ts',
  // What is signed or asked for carries the time.
  'packages/analytics-client/src/discovery/signature-tokens.ts',
  'packages/analytics-client/src/embed/sign-embed-url.ts',
  // What is shown of a stream.
  'packages/iot-client/src/streams/moment.ts',
  'packages/iot-client/src/streams/read-message.ts',
  // The platforms tell the time.
  'packages/emulator/src/analytics/',
  'packages/emulator/src/cloud/',
  'packages/emulator/src/server/deviations.ts',
  'packages/emulator/src/server/outbox.ts',
  'packages/emulator/src/sql/liquid/ruby/moment.ts',
];

/** Whether a line of a file measures by a clock that can be set. */
function looksAtWallClock(file: string, line: string): boolean {
  if (!/^packages\/[^/]+\/src\//.test(file) || file.endsWith('.test.ts') || /^\s*(\/\/|\*|\/\*)/.test(line))
    return false;
  return wallClock.test(line) && !mayTellTheTime.some((place) => file.startsWith(place));
}

/** Type tests alone may expect an error of the compiler. */
const mayExpectErrors = (file: string): boolean => /\.test(-d)?\.ts$/.test(file);

/** Each line that breaks a rule, as `line: what it is`. */
export function judgeText(file: string, text: string): readonly string[] {
  const rules = file.endsWith('.ts') ? [...banned, ...tied] : tied;
  const found: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const [pattern, why] of rules) {
      const match = pattern.exec(line);
      if (!match || (match[1] === 'expect-error' && mayExpectErrors(file))) continue;
      found.push(`${index + 1}: "${match[0].trim()}": ${why}`);
    }
    if (file.endsWith('.ts') && looksAtWallClock(file, line)) {
      found.push(
        `${index + 1}: how long something takes is measured by performance.now(); what shows or sends the time is listed in scripts/house-rules.ts`,
      );
    }
  }
  return found;
}

/** The middle of the lengths, which one long file does not move. */
export function median(lengths: readonly number[]): number {
  const sorted = lengths.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

const entries = (exports: Readonly<Record<string, unknown>> = {}): string =>
  Object.keys(exports).toSorted().join();

/** What a package.json that goes to the registry lacks. */
export function judgeManifest(manifest: Manifest, folder: string): readonly string[] {
  const lacks: string[] = [];
  const need = (holds: boolean, what: string): void => {
    if (!holds) lacks.push(what);
  };
  need(manifest.license === 'MIT', 'license is MIT');
  need((manifest.description ?? '').length > 20, 'a description');
  need(manifest.type === 'module', 'type is module');
  need(manifest.sideEffects === false, 'sideEffects is false');
  need(manifest.engines?.['node'] === '>=22.19', 'engines.node is >=22.19');
  need(manifest.repository?.directory === folder, 'repository.directory is its folder');
  need(
    /^dist(,openapi\.json)?$/.test(manifest.files?.join() ?? ''),
    'files is dist, and openapi.json if it has one',
  );
  need(manifest.publishConfig?.access === 'public', 'publishConfig.access is public');
  need(
    entries(manifest.exports) === entries(manifest.publishConfig?.exports),
    'the same entries in the repository and published',
  );
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
  need(!atInstall.some((script) => script in (manifest.scripts ?? {})), 'nothing runs at installation');
  const inside = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
  need(
    !inside.some(([name]) => name === '@bimodal/contract' || name === 'zod'),
    'neither contract, which is bundled, nor zod is a dependency',
  );
  const exact = inside
    .filter(([name]) => name.startsWith('@bimodal/'))
    .every(([, version]) => version === 'workspace:*');
  need(exact, 'our own packages are depended on as workspace:*, which publishes the exact version');
  return lacks;
}
