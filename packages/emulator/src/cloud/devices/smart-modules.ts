import type { Database } from '../../state/database.ts';

/** A smart module, as the platform writes it. */
export interface SmartModule {
  readonly id: string;
  readonly moduleType: string;
  readonly creationTime: string;
  readonly description?: string;
  readonly subscribedEvents?: readonly string[];
  readonly bulkDataLabel?: string;
  /** Ids of the modules that it takes its data from. */
  readonly dataSourceModules?: readonly string[];
}

/** The modules that a home can use: those of its project. */
export function modulesOf(db: Database, homeId: number): SmartModule[] {
  return db
    .all<{ json: string }>(
      'SELECT json FROM module WHERE projectId = (SELECT projectId FROM home WHERE id = :homeId) ORDER BY id',
      { homeId },
    )
    .map(({ json }) => JSON.parse(json) as SmartModule);
}
