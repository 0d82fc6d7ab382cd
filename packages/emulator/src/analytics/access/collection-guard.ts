import { Refusal } from '../../server/refusal.ts';
import { findCollection } from '../collections/collections.ts';
import type { Caller } from '../kernel/identity.ts';
import type { World } from '../kernel/world.ts';
import { mayEdit } from './levels.ts';

/** What an operation names, as far as collections go. */
export interface Placed {
  readonly collection?: string;
  readonly report?: string;
  readonly dataset?: string;
  readonly query?: string;
  readonly chart?: string;
  readonly space_token?: string;
  readonly collection_id?: string;
}

/** Resources that lie in a report, and the report itself. Runs and subscriptions are for whoever sees it. */
const content = new Set([
  'reports',
  'queries',
  'charts',
  'reportFilters',
  'reportSchedules',
  'datasets',
  'datasetFieldDescriptions',
]);
const collections = new Set(['collections', 'collectionPermissions', 'collectionMemberships']);

/**
 * Refuses to change what lies in a collection to those who may only look at it, and the collection too.
 *
 * @throws Refusal 403; what is not to be seen at all is left to the handler, which answers 404
 */
export function guardCollections(world: World, id: string, input: Placed, caller: Caller): void {
  const need = (collection: string | undefined): void => {
    if (collection === undefined || mayEdit(world, collection, caller) || !isSeen(world, collection, caller))
      return;
    throw new Refusal(403, 'You need to be allowed to edit the collection for this.');
  };
  const [resource = ''] = id.split('.');
  if (collections.has(resource)) need(input.collection);
  if (content.has(resource) || id === 'reportRuns.createWithQueries') {
    for (const place of placesOf(world, input)) need(place);
  }
  // Where a report is moved or copied to.
  need(input.space_token);
  need(input.collection_id);
}

/** The collections of what is named: of the report in the path, and of the true owner of a query or a chart. */
function placesOf({ db }: World, { report, dataset, query, chart }: Placed): readonly string[] {
  const rows = db.all<{ collection: string }>(
    `SELECT DISTINCT collection FROM reports WHERE token IN (:report, :dataset)
       OR token = (SELECT report FROM queries WHERE token = :query)
       OR token = (SELECT q.report FROM charts AS c JOIN queries AS q ON q.token = c.query WHERE c.token = :chart)`,
    { report: report ?? null, dataset: dataset ?? null, query: query ?? null, chart: chart ?? null },
  );
  return rows.map(({ collection }) => collection);
}

function isSeen(world: World, collection: string, caller: Caller): boolean {
  try {
    findCollection(world, collection, caller);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
