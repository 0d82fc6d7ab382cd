import { join } from 'node:path';
import { createContract, type Operation } from '@bimodal/contract/runtime';
import { operations } from '@bimodal/analytics-client/contract';
import { servedContract } from '../server/contract.ts';
import type { EmulatorOptions } from '../options/options.ts';
import type { OpenedPlatform, Setting } from '../server/opened.ts';
import {
  SqlError,
  openPostgres,
  openTemplates,
  openWarehouse,
  useChildren,
  type Warehouse,
} from '../sql/index.ts';
import { guarded } from './access/guarded.ts';
import { setDataSourceAccess, type DataSourceAccess } from './access/default-access.ts';
import { withoutEmptyLists } from './kernel/empty-lists.ts';
import { takingBothShapes } from './kernel/flat-bodies.ts';
import { handlersOf } from './handlers.ts';
import { withHabits } from './kernel/habits.ts';
import type { Caller } from './kernel/identity.ts';
import { addMember, type JoinedMember, type NewMember } from './people/new-member.ts';
import { PdfExports } from './pdf/exports.ts';
import { setReportPast, type ReportPast } from './reports/report-past.ts';
import { repeatingLastPages } from './kernel/past-the-end.ts';
import { linkedHandlers, linkedRoutes } from './kernel/linked-routes.ts';
import { analyticsPlatform } from './kernel/platform.ts';
import { SignedLinks, overlookingSignatures } from './kernel/signed-links.ts';
import { Results } from './results/store.ts';
import type { Database } from '../state/database.ts';
import type { DataSourceRow, DefinitionRow } from './kernel/rows.ts';
import { Runner } from './runs/runner.ts';
import { migrations } from './kernel/schema.ts';
import { plantSeeds, type AnalyticsSeeds } from './seeds/plant.ts';
import { Scheduler } from './schedules/scheduler.ts';
import { Webhooks } from './webhooks.ts';
import type { World } from './kernel/world.ts';

export type { ReportPast } from './reports/report-past.ts';
export type { DataSourceAccess } from './access/default-access.ts';
export type { JoinedMember, NewMember } from './people/new-member.ts';
export type { SeededKey, SeededKeys } from './seeds/people.ts';
export type { AnalyticsSeeds } from './seeds/plant.ts';
export type { AnalyticsWebhook } from '../options/analytics-webhook.ts';

interface OpenedAnalytics extends OpenedPlatform<AnalyticsSeeds, Caller> {
  setReportPast(report: string, past: ReportPast): void;
  addMember(member: NewMember): JoinedMember;
  setDataSourceAccess(dataSource: string, access: DataSourceAccess): void;
}

/** Mode Analytics over a folder of files, and a PostgreSQL where there is one. */
export async function openAnalytics(setting: Setting): Promise<OpenedAnalytics> {
  const { options } = setting;
  const db = setting.openState('analytics', migrations);
  const leaveChildren = useChildren();
  const files = openWarehouse({ files: options.files });
  const { workspace, seeds, isPostgresNew } = plantSeeds(
    db,
    setting.secrets,
    await files.tables(),
    options.postgres !== undefined,
  );
  const postgres = options.postgres === undefined ? undefined : openPostgres(options.postgres);
  if (postgres) await tellOfUnreachable(postgres, options);
  const warehouse = (source: number): Warehouse => {
    if (engineOf(db, source) === 'files') return files;
    return postgres ?? { run: () => Promise.reject(noPostgres()), tables: async () => [] };
  };
  const templates = openTemplates();
  const results = new Results(join(setting.scratch, 'analytics'), options.bom ?? false);
  const webhooks = new Webhooks(options.analyticsWebhooks ?? []);
  const definitions = (): Record<string, string> => {
    const rows = db.all<DefinitionRow>('SELECT * FROM definitions');
    return Object.fromEntries(rows.map(({ name, source }) => [name, source]));
  };
  const api = `https://app.mode.com/api/${workspace.username}`;
  const runner = new Runner({
    db,
    results,
    templates,
    definitions,
    warehouse,
    tell: (event, { report, run }) =>
      webhooks.tell(event, 'report_run_url', `${api}/reports/${report}/runs/${run}`),
  });
  const isDocumented = options.habits === 'documented';
  const exports = new PdfExports(db, join(setting.scratch, 'pdf'), options.onError ?? (() => {}));
  const clock = options.clock ?? (() => new Date());
  const world: World = {
    db,
    clock,
    workspace,
    results,
    templates,
    runner,
    definitions,
    exports,
    isDocumented,
    outbox: setting.outbox,
    tablesOf: ({ id }) => warehouse(id).tables(),
    id: (id) => (options.ids === 'integer' ? id : String(id)),
    isBefore2024: options.ids === 'integer',
    resultLinks:
      options.ids === 'integer'
        ? new SignedLinks(setting.secrets.hex('analytics/result-links', 32))
        : undefined,
    reportCsv: options.reportCsv ?? 'auto',
    obeysFilters: isDocumented || (options.strict ?? false),
  };
  const served = takingBothShapes(
    servedContract(createContract(isDocumented ? withDocumented(operations) : operations), linkedRoutes),
  );
  const contract = world.resultLinks ? overlookingSignatures(served) : served;
  const paged = options.pastTheEnd === 'repeat' ? repeatingLastPages(handlersOf(world)) : handlersOf(world);
  const lists = options.emptyLists === '204' ? withoutEmptyLists(paged) : paged;
  const handlers = withHabits(guarded(lists, world), { db, username: workspace.username, api, webhooks });
  const scheduler = new Scheduler(db, runner, clock);
  webhooks.test();
  if (isPostgresNew && seeds.dataSources.postgres) {
    const { token } = seeds.dataSources.postgres;
    webhooks.tell('new_database_connection', 'connection_url', `${api}/data_sources/${token}`);
  }
  return {
    platform: analyticsPlatform(db, contract, { ...handlers, ...linkedHandlers }, world),
    seeds,
    setDataSourceAccess: (token, access) => setDataSourceAccess(db, token, access),
    addMember(member) {
      const joined = addMember(db, setting.secrets, member);
      const url = `${api}/memberships/${joined.membership}?embed[user]=1`;
      webhooks.tell('member_joined_organization', 'member_url', url);
      return joined;
    },
    setReportPast: (report, past) => setReportPast(db, report, past),
    openapi: async () =>
      (await import('@bimodal/analytics-client/openapi.json', { with: { type: 'json' } })).default,
    async close() {
      scheduler.close();
      await runner.close();
      await exports.close();
      await webhooks.close();
      leaveChildren();
    },
  };
}

/** Says at the start what every query would say later. Of the address only the host is repeated: the rest may hold a password. */
async function tellOfUnreachable(
  warehouse: Warehouse,
  { postgres = '', onError }: EmulatorOptions,
): Promise<void> {
  try {
    await warehouse.tables();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const host = URL.canParse(postgres) ? new URL(postgres).host : '';
    const error = new Error(
      `The PostgreSQL${host === '' ? '' : ` at ${host}`} cannot be used: ${why} Its queries fail until it can.`,
      { cause },
    );
    if (onError) onError(error);
    else process.stderr.write(`${error.message}\n`);
  }
}

/** The reference updates a collection by POST; the server was seen to take PATCH. */
function withDocumented(all: readonly Operation[]): readonly Operation[] {
  const update = all.find(({ id }) => id === 'collections.update');
  return update === undefined ? all : [...all, { ...update, method: 'POST' }];
}

function engineOf(db: Database, id: number): DataSourceRow['engine'] | undefined {
  return db.get<DataSourceRow>('SELECT * FROM data_sources WHERE id = :id', { id })?.engine;
}

/** The state knows of one from an earlier start. */
function noPostgres(): SqlError {
  return new SqlError('ResourceFailure', 'The emulator was started without its PostgreSQL.');
}
