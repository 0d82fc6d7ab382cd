import type { AnalyticsWebhook } from './analytics-webhook.ts';
import type { CloudBundle } from './cloud-bundle.ts';
import type { CloudAccess } from './cloud-access.ts';
import type { CloudWebhook } from './cloud-webhook.ts';

/** How an emulator is started. Everything may be left out. */
export interface EmulatorOptions {
  /** Folder of CSV, Parquet and JSON files that report queries read. Without it there is a small built-in example. */
  readonly files?: string | undefined;
  /** Connection string of a PostgreSQL that Mode Analytics has as a second data source, e.g. `postgres://reader@127.0.0.1/sales`. */
  readonly postgres?: string | undefined;
  /** Folder where the state lasts; made if need be. Without it everything is in memory and gone at the end. */
  readonly folder?: string | undefined;
  /** Port to listen on; any free one by default. */
  readonly port?: number | undefined;
  /**
   * Port of MODE Cloud's MQTT, plain and as a bare websocket; by default any free one, and with a `folder` the one that it had
   * before, where that is free.
   */
  readonly mqttPort?: number | undefined;
  /** MODE Cloud's webhooks, for the events of all homes. */
  readonly cloudWebhooks?: readonly CloudWebhook[] | undefined;
  /** Access control groups and permissions of MODE Cloud's seeded project; those of a state that lasts are replaced. */
  readonly cloudAccess?: CloudAccess | undefined;
  /** Firmware of MODE Cloud's seeded project, beside the sample; in a state that lasts it replaces that of the same ids. */
  readonly cloudBundles?: readonly CloudBundle[] | undefined;
  /** Address to listen on, `127.0.0.1` by default. Given, requests under any `Host` are answered, not loopback names only. */
  readonly host?: string | undefined;
  /** Fixes every seeded token and secret, for tests. Random per folder by default. */
  readonly seed?: string | undefined;
  /** Answers 400 to what departs from the contract, instead of reading it as the platform would (default false). */
  readonly strict?: boolean | undefined;
  /** How Mode Analytics writes numeric ids: as strings (default), or as before 2024, with the fields and the `/account` of then. */
  readonly ids?: 'string' | 'integer' | undefined;
  /**
   * Whether Mode Analytics behaves as it was seen to (`observed`, the default) or as its reference says (`documented`), where
   * the two differ: filters and sorting of lists, the list of members for member keys.
   */
  readonly habits?: 'observed' | 'documented' | undefined;
  /** What a page past the end of a list of Mode Analytics holds: nothing (default), or the last page once more. */
  readonly pastTheEnd?: 'empty' | 'repeat' | undefined;
  /**
   * What a list of Mode Analytics is answered with that has nothing to show: an empty list (`list`, the default), or 204
   * without a body, as some lists of the platform were seen to be.
   */
  readonly emptyLists?: 'list' | '204' | undefined;
  /**
   * What the CSV of a whole run of Mode Analytics comes as: a zip where it has several queries (`auto`, the default), a zip
   * always, or the CSV of the first query always. On the platform, the number of queries does not tell.
   */
  readonly reportCsv?: 'auto' | 'zip' | 'csv' | undefined;
  /** Whether CSVs of Mode Analytics begin with a byte order mark, as some were seen to (default false). */
  readonly bom?: boolean | undefined;
  /** Where events of Mode Analytics are sent to, beginning with a test event at the start. */
  readonly analyticsWebhooks?: readonly AnalyticsWebhook[] | undefined;
  /** What time Mode Analytics' schedules go by (default: the machine's). It is looked at every second. */
  readonly clock?: (() => Date) | undefined;
  /** Requests to Mode Analytics that are answered in a second; more get 429 with `Retry-After`. No limit by default. */
  readonly rate?: number | undefined;
  /** Hears of mistakes in the emulator itself, and of a PostgreSQL that cannot be used at the start (default: written to standard error). */
  readonly onError?: ((error: unknown) => void) | undefined;
}
