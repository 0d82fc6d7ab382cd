import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { modeCloudKey } from '@bimodal/auth-core';
import { IotClient } from '@bimodal/iot-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../src/stage.ts';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** What each snippet of the README prints against the emulator, in their order. */
const printed: readonly RegExp[] = [
  /^succeeded \{ .*limit: 3.* \}\n$/,
  /^(\{\n  origin: '[A-Z]{3}',\n  flights: '\d+',\n  mean_delay_minutes: '[\d.]+',\n  late_percent: '[\d.]+'\n\}\n){3}$/,
  /^\{\n  chart: 2,\n  collection: 5,\n  dataSource: 1,\n  dataset: 1,\n  definition: 1,\n  membership: 2,\n  query: 71,\n  report: 69\n\}\n$/,
  /^Archived Broken on purpose\.\n$/,
  /^https:\/\/app\.mode\.com\/acme\/reports\/[0-9a-f]{12}\/embed\?access_key=test-key&max_age=3600&param_origin=SEA&timestamp=\d+&signature=[0-9a-f]{64}\n$/,
  /^Seattle \d+ is connected\n$/,
  /^not_found false reports\.get was answered 404 not_found: report not found\. .+\n$/,
  /^member\n$/,
];

let stage: Stage;
let folder: string;
let snippets: readonly string[];

beforeAll(async () => {
  stage = await setStage();
  // Inside the app, so that the packages are found as they are in somebody's project.
  folder = await mkdtemp(join(import.meta.dirname, '../.snippets-'));
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const { reports } = stage.emulator.seeds.analytics;
  // The token that the README writes stands for any report's.
  snippets = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) =>
    (match[1] ?? '').replaceAll('abc123def456', reports.example),
  );
  const longAgo = new Date('2020-01-01T00:00:00Z');
  stage.emulator.setReportPast(reports.failing, { createdAt: longAgo, lastRunAt: longAgo });
  await Promise.all(snippets.map((text, index) => writeFile(join(folder, `snippet-${index}.ts`), text)));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await stage[Symbol.asyncDispose]();
});

function environment(): NodeJS.ProcessEnv {
  const { analytics, cloud } = stage.emulator.seeds;
  const { url } = stage.emulator;
  return {
    ...process.env,
    MODE_ANALYTICS_WORKSPACE: analytics.workspace,
    MODE_ANALYTICS_TOKEN: analytics.keys.workspace.token,
    MODE_ANALYTICS_SECRET: analytics.keys.workspace.secret,
    MODE_ANALYTICS_BASE_URL: url,
    MODE_CLOUD_KEY: cloud.projectKey,
    MODE_CLOUD_BASE_URL: url,
  };
}

describe("the README's snippets", { timeout: 120_000 }, () => {
  it('are as many as there are expectations, and a dozen lines or so each', () => {
    expect(snippets).toHaveLength(printed.length);
    for (const snippet of snippets) expect(snippet.trim().split('\n').length).toBeLessThanOrEqual(14);
  });

  it('pass the type checker', async () => {
    const options = { extends: '../../../tsconfig.base.json', include: ['*.ts'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(options));
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]).catch(
      (error: { stdout?: string }) => {
        throw new Error(error.stdout);
      },
    );
  });

  it.each(printed.map((expected, index) => [index, expected] as const))(
    'print what they say (%i)',
    async (index, expected) => {
      const { url, seeds } = stage.emulator;
      const device = seeds.cloud.device;
      await using station = new IotClient({ credential: modeCloudKey(device.apiKey), baseUrl: url });
      const commands = station.devices.streamCommands({ device: device.id });
      await commands.connected;
      const { stdout } = await run(process.execPath, [join(folder, `snippet-${index}.ts`)], {
        env: environment(),
      });
      expect(stdout).toMatch(expected);
    },
  );
});
