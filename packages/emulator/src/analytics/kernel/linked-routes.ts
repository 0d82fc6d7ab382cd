import type { Operation } from '@bimodal/contract/runtime';
import { Refusal } from '../../server/refusal.ts';
import type { Handlers } from '../../server/platform.ts';
import type { Caller } from './identity.ts';

/** Addresses that resources link to, of which nobody has seen what they answer. */
const paths = {
  'collections.detail': '/api/{workspace}/spaces/{collection}/detail',
  'collections.reportPins': '/api/{workspace}/spaces/{collection}/report_pins',
  'collections.searchPermissions': '/api/{workspace}/spaces/{collection}/permissions/search',
  'collections.viewed': '/api/{workspace}/spaces/{collection}/viewed',
  'collections.ownMembership': '/api/{workspace}/spaces/{collection}/memberships/current',
  'collections.previewMemberships': '/api/{workspace}/spaces/{collection}/memberships/preview',
  'reports.new': '/api/{workspace}/reports/new',
  'reports.links': '/api/{workspace}/reports/{report}/space_links',
  'reports.pins': '/api/{workspace}/reports/{report}/pins',
  'reports.layoutCells': '/api/{workspace}/reports/{report}/layout_cells',
  'reports.emailMemberships':
    '/api/{workspace}/reports/{report}/perspective_email_report_subscription_memberships',
  'reports.validateSubscriber': '/api/{workspace}/reports/{report}/email_report_subscribers/validate',
  'queries.newChart': '/api/{workspace}/reports/{report}/queries/{query}/charts/new',
  'queries.tables': '/api/{workspace}/reports/{report}/queries/{query}/tables',
  'queries.newTable': '/api/{workspace}/reports/{report}/queries/{query}/tables/new',
  'charts.preview': '/api/{workspace}/reports/{report}/runs/{run}/charts/{chart}/preview',
  'reportRuns.pythonCells': '/api/{workspace}/reports/{report}/runs/{run}/python_cell_runs',
  'accounts.accessTokens': '/api/{account}/access_tokens',
  'accounts.preference': '/api/{account}/preference',
  'accounts.organizations': '/api/{account}/organizations',
  'reports.theme': '/api/modeanalytics/report_themes/{theme}',
  'colorPalettes.predefined': '/api/color_palettes/predefined',
} as const;

/** They are there on the platform, so that they are no 404 here. */
export const linkedRoutes: readonly Operation[] = Object.entries(paths).map(([id, path]) => ({
  id,
  method: 'GET',
  path,
  // Routes without a client are not judged.
  input: 'any',
  output: 'any',
  shapes: {},
  idempotent: true,
  destructive: false,
  source: 'inferred',
}));

export const linkedHandlers: Handlers<Caller> = Object.fromEntries(
  Object.keys(paths).map((id) => [
    id,
    () => {
      throw new Refusal(
        501,
        'The platform links to this, and what it answers is not known: it is not emulated.',
      );
    },
  ]),
);
