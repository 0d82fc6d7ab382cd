import type { Handlers } from '../server/platform.ts';
import { apiKeyHandlers } from './api-keys.ts';
import { auditLogHandlers } from './audit-logs.ts';
import { chartHandlers } from './charts.ts';
import { collectionMembershipHandlers } from './collection-memberships.ts';
import { collectionWriteHandlers } from './collection-writes.ts';
import { collectionHandlers } from './collections.ts';
import { credentialHandlers } from './credentials.ts';
import { dataSourceHandlers } from './data-sources.ts';
import { datasetRunHandlers } from './dataset-runs.ts';
import { datasetHandlers } from './datasets.ts';
import { definitionRunHandlers } from './definition-runs.ts';
import { definitionHandlers } from './definitions.ts';
import { discoveryHandlers } from './discovery.ts';
import { fieldDescriptionHandlers } from './field-descriptions.ts';
import { groupMembershipHandlers } from './group-memberships.ts';
import { groupHandlers } from './groups.ts';
import type { Caller } from './identity.ts';
import { inviteHandlers } from './invites.ts';
import { membershipHandlers } from './memberships.ts';
import { pdfHandlers } from './pdf/handlers.ts';
import { permissionHandlers } from './permissions.ts';
import { purgeHandlers } from './purges.ts';
import { queryHandlers } from './queries.ts';
import { queryRunHandlers } from './query-runs.ts';
import { reportFilterHandlers } from './report-filters.ts';
import { reportRunActionHandlers } from './report-run-actions.ts';
import { reportRunHandlers } from './report-runs.ts';
import { chosenQueryHandlers } from './runs/chosen-queries.ts';
import { reportScheduleHandlers } from './schedules/handlers.ts';
import { reportSettingHandlers } from './report-settings.ts';
import { reportSubscriptionHandlers } from './report-subscriptions.ts';
import { reportHandlers } from './reports.ts';
import { resultHandlers } from './results/handlers.ts';
import { signatureTokenHandlers } from './signature-tokens.ts';
import { subscriptionMemberHandlers } from './subscription-members.ts';
import { workspaceHandlers } from './workspaces.ts';
import type { World } from './world.ts';

/** Everything that Mode Analytics can be asked, by operation id. */
export function handlersOf(world: World): Handlers<Caller> {
  return {
    ...credentialHandlers(world),
    ...workspaceHandlers(world),
    ...apiKeyHandlers(world),
    ...collectionHandlers(world),
    ...collectionWriteHandlers(world),
    ...permissionHandlers(world),
    ...collectionMembershipHandlers(world),
    ...reportHandlers(world),
    ...reportSettingHandlers(world),
    ...reportRunHandlers(world),
    ...reportRunActionHandlers(world),
    ...chosenQueryHandlers(world),
    ...queryHandlers(world),
    ...chartHandlers(world),
    ...queryRunHandlers(world),
    ...resultHandlers(world),
    ...pdfHandlers(world),
    ...reportFilterHandlers(world),
    ...reportScheduleHandlers(world),
    ...reportSubscriptionHandlers(world),
    ...subscriptionMemberHandlers(world),
    ...dataSourceHandlers(world),
    ...purgeHandlers(world),
    ...datasetHandlers(world),
    ...datasetRunHandlers(world),
    ...fieldDescriptionHandlers(world),
    ...definitionHandlers(world),
    ...definitionRunHandlers(world),
    ...membershipHandlers(world),
    ...inviteHandlers(world),
    ...groupHandlers(world),
    ...groupMembershipHandlers(world),
    ...auditLogHandlers(world),
    ...signatureTokenHandlers(world),
    ...discoveryHandlers(world),
  };
}
