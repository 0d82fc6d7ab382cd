import type { AnalyticsSeeds } from '../analytics/index.ts';
import type { CloudSeeds } from '../cloud/index.ts';
import type { EmulatorOptions } from '../options/options.ts';

const noFiles = 'none: a built-in example. --files <folder> makes tables of CSV, Parquet and JSON files';
const made = ', made now and empty: a CSV, Parquet or JSON file that is put there is a table at once';

/** What is said of an emulator. */
interface Greeted {
  readonly url: string;
  readonly mqttUrl: string;
  readonly adminToken: string;
  readonly seeds: { readonly analytics: AnalyticsSeeds; readonly cloud: CloudSeeds };
}

/** What the person who starts the emulator needs to know. The only place where its secrets are written out. */
export function greeting(
  { url, mqttUrl, adminToken, seeds }: Greeted,
  { files, folder }: EmulatorOptions,
  { isNew }: { readonly isNew: boolean },
): string {
  const { workspace, keys, reports } = seeds.analytics;
  const { cloud } = seeds;
  const line = (name: string, value: string): string => `  ${name.padEnd(16)}${value}\n`;
  const key = (kind: 'workspace' | 'member' | 'personal'): string =>
    line(`${kind} key`, `${keys[kind].token} : ${keys[kind].secret}`);
  return [
    'The Bimodal emulator is running.\n\n',
    line('Mode Analytics', `${url}/api   workspace ${workspace}, report ${reports.example}`),
    line('MODE Cloud', `${url}   project ${cloud.projectId}, app ${cloud.appId}`),
    line('MQTT', mqttUrl),
    line('files', files === undefined ? noFiles : `${files}${isNew ? made : ''}`),
    line('state', folder ?? 'in memory: gone when it stops'),
    '\nCredentials of Mode Analytics (token : secret)\n\n',
    key('workspace'),
    key('member'),
    key('personal'),
    '\nKeys of MODE Cloud\n\n',
    line('admin key', cloud.adminKey),
    line('project key', cloud.projectKey),
    line(`user ${cloud.user.id}`, cloud.user.token),
    line(`device ${cloud.device.id}`, cloud.device.apiKey),
    '\nEnvironment, ready to paste\n\n',
    `  export MODE_ANALYTICS_BASE_URL=${url}\n`,
    `  export MODE_ANALYTICS_WORKSPACE=${workspace}\n`,
    `  export MODE_ANALYTICS_TOKEN=${keys.workspace.token}\n`,
    `  export MODE_ANALYTICS_SECRET=${keys.workspace.secret}\n`,
    `  export MODE_CLOUD_BASE_URL=${url}\n`,
    `  export MODE_CLOUD_MQTT_URL=${mqttUrl}\n`,
    `  export MODE_CLOUD_KEY=${cloud.adminKey}\n`,
    "\nThe emulator's own pages: deviations, outbox, faults, openapi/analytics.json\n\n",
    `  curl -H 'Authorization: Bearer ${adminToken}' ${url}/_emulator/deviations\n`,
    '\nPress Ctrl-C to stop.\n',
  ].join('');
}
