import type { Handlers } from '../server/platform.ts';
import { apiKeyHandlers } from './people/api-keys.ts';
import { auditLogHandlers } from './audit/audit-logs.ts';
import { chartHandlers } from './reports/charts.ts';
import { collectionMembershipHandlers } from './collections/collection-memberships.ts';
import { collectionWriteHandlers } from './collections/collection-writes.ts';
import { collectionHandlers } from './collections/collections.ts';
import { credentialHandlers } from './people/credentials.ts';
import { dataSourceHandlers } from './data-sources/data-sources.ts';
import { datasetRunHandlers } from './datasets/dataset-runs.ts';
import { datasetHandlers } from './datasets/datasets.ts';
import { definitionRunHandlers } from './definitions/definition-runs.ts';
import { definitionHandlers } from './definitions/definitions.ts';
import { discoveryHandlers } from './discovery/discovery.ts';
import { fieldDescriptionHandlers } from './datasets/field-descriptions.ts';
import { groupMembershipHandlers } from './people/group-memberships.ts';
import { groupHandlers } from './people/groups.ts';
import type { Caller } from './kernel/identity.ts';
import { inviteHandlers } from './people/invites.ts';
import { membershipHandlers } from './people/memberships.ts';
import { pdfHandlers } from './pdf/handlers.ts';
import { permissionHandlers } from './collections/permissions.ts';
import { purgeHandlers } from './runs/purges.ts';
import { queryHandlers } from './reports/queries.ts';
import { queryRunHandlers } from './runs/query-runs.ts';
import { reportFilterHandlers } from './reports/report-filters.ts';
import { reportRunActionHandlers } from './runs/report-run-actions.ts';
import { reportRunHandlers } from './runs/report-runs.ts';
import { chosenQueryHandlers } from './runs/chosen-queries.ts';
import { reportScheduleHandlers } from './schedules/handlers.ts';
import { reportSettingHandlers } from './reports/report-settings.ts';
import { reportSubscriptionHandlers } from './subscriptions/report-subscriptions.ts';
import { reportHandlers } from './reports/reports.ts';
import { reportWithRunsHandlers } from './runs/report-with-runs.ts';
import { workspaceReportHandlers } from './reports/workspace-reports.ts';
import { resultHandlers } from './results/handlers.ts';
import { signatureTokenHandlers } from './people/signature-tokens.ts';
import { subscriptionMemberHandlers } from './subscriptions/subscription-members.ts';
import { workspaceHandlers } from './people/workspaces.ts';
import type { World } from './kernel/world.ts';

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
    ...reportWithRunsHandlers(world),
    ...workspaceReportHandlers(world),
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
