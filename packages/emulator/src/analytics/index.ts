import { join } from 'node:path';
import { createContract } from '@bimodal/contract';
import { operations } from '@bimodal/analytics-client/contract';
import { servedContract } from '../server/contract.ts';
import type { OpenedPlatform, Setting } from '../server/opened.ts';
import type { Handlers } from '../server/platform.ts';
import { openWarehouse } from '../sql/index.ts';
import { collectionHandlers } from './collections.ts';
import { credentialHandlers } from './credentials.ts';
import type { Caller } from './identity.ts';
import { otherRoutes } from './other-routes.ts';
import { analyticsPlatform } from './platform.ts';
import { queryHandlers } from './queries.ts';
import { queryRunHandlers } from './query-runs.ts';
import { notFound } from './refusals.ts';
import { reportRunHandlers } from './report-runs.ts';
import { reportScheduleHandlers } from './report-schedules.ts';
import { reportHandlers } from './reports.ts';
import { resultHandlers } from './results/handlers.ts';
import { Results } from './results/store.ts';
import { Runner } from './runs/runner.ts';
import { migrations } from './schema.ts';
import { plantSeeds, type AnalyticsSeeds } from './seeds/plant.ts';
import { workspaceHandlers } from './workspaces.ts';
import type { World } from './world.ts';

export type { AnalyticsSeeds } from './seeds/plant.ts';

/** Mode Analytics over a folder of files. */
export async function openAnalytics(setting: Setting): Promise<OpenedPlatform<AnalyticsSeeds, Caller>> {
  const { options } = setting;
  const db = setting.openState('analytics', migrations);
  const warehouse = openWarehouse({ files: options.files });
  const { workspace, seeds } = plantSeeds(db, setting.secrets, await warehouse.tables());
  const results = new Results(join(setting.scratch, 'analytics'));
  const runner = new Runner(db, warehouse, results);
  const world: World = {
    db,
    workspace,
    results,
    runner,
    id: (id) => (options.ids === 'integer' ? id : String(id)),
    obeysFilters: options.strict ?? false,
  };
  const contract = servedContract(createContract(operations), otherRoutes);
  return {
    platform: analyticsPlatform(db, contract, inWorkspace(workspace.username, handlersOf(world))),
    seeds,
    openapi: async () =>
      (await import('@bimodal/analytics-client/openapi.json', { with: { type: 'json' } })).default,
    close: () => runner.close(),
  };
}

function handlersOf(world: World): Handlers<Caller> {
  return {
    ...credentialHandlers(world),
    ...collectionHandlers(world),
    ...reportHandlers(world),
    ...queryHandlers(world),
    ...reportRunHandlers(world),
    ...queryRunHandlers(world),
    ...resultHandlers(world),
    ...reportScheduleHandlers(world),
    ...workspaceHandlers(world),
  };
}

/** Nothing is there under another workspace's name. */
function inWorkspace(username: string, handlers: Handlers<Caller>): Handlers<Caller> {
  const guarded = Object.entries(handlers).map(([id, handler]) => {
    const guard: typeof handler = (input: { readonly workspace?: string }, context) => {
      if (input.workspace !== undefined && input.workspace !== username) throw notFound('account not found');
      return handler(input as never, context);
    };
    return [id, guard] as const;
  });
  return Object.fromEntries(guarded);
}
