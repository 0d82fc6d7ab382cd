/**
 * `node scripts/check-consumer.ts <path of tsc>` type-checks a project that has installed the tarballs, with the strictest
 * settings a user may have: every declaration file is checked too, those of our dependencies included.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { consumerSettings } from './consumer-settings.ts';
import { consumer } from './tarballs.ts';
import { published, root } from './workspaces.ts';

const [tsc = ''] = process.argv.slice(2);
const entries = published().flatMap(({ manifest }) =>
  Object.keys(manifest.publishConfig?.exports ?? {}).map((entry) => `${manifest.name}${entry.slice(1)}`),
);
writeFileSync(
  `${consumer}/package.json`,
  JSON.stringify({ name: 'consumer', type: 'module', private: true }),
);
writeFileSync(`${consumer}/tsconfig.json`, JSON.stringify(consumerSettings, undefined, 2));
const whole = entries.map((entry, index) => {
  const name = `entry${index}`;
  const json = entry.endsWith('.json');
  const load = json ? `${name} from '${entry}' with { type: 'json' }` : `* as ${name} from '${entry}'`;
  return `import ${load};\nexport { ${name} };\n`;
});
writeFileSync(`${consumer}/every-entry.ts`, whole.join(''));
cpSync(`${root}/scripts/consumer`, consumer, { recursive: true });
const { status } = spawnSync(process.execPath, [`${root}/${tsc}`, '-p', consumer], {
  stdio: 'inherit',
  cwd: consumer,
});
process.exitCode = status ?? 1;
