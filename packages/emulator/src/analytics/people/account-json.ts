import { links, type Links } from '../kernel/hal.ts';
import type { UserRow, WorkspaceRow } from '../kernel/rows.ts';
import type { World } from '../kernel/world.ts';

/** A person, or the workspace. What only they themselves see of a person is with `own`. Source: the captures, the reference. */
export function accountJson(
  { db, id, isBefore2024 }: World,
  row: UserRow | WorkspaceRow,
  seen?: 'own',
): Record<string, unknown> {
  const isUser = 'admin' in row;
  const count = (table: 'data_sources' | 'definitions'): number =>
    db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
  return {
    username: row.username,
    name: row.name,
    id: id(row.id),
    token: row.token,
    ...(isUser && seen !== 'own' && isBefore2024 ? { email: `${row.username}@example.com` } : {}),
    ...(seen === 'own' ? { email: `${row.username}@example.com`, email_verified: true } : {}),
    avatar: {
      initials: row.name.slice(0, 2).toUpperCase(),
      seed: row.token,
      color_class: 'mode-avatar-color-1',
      type: 'initials',
    },
    user: isUser,
    ...(isUser ? { data_source_count: 0, organizations_count: 1 } : workspaceFields(count)),
    // Zero was seen where there were many.
    space_count: 0,
    dataset_size_limit_mb: 10,
    query_run_size_limit_mb: 1000,
    created_at: row.created_at,
    _links: { ...linksOf(row.username, isUser), ...(isUser && seen === 'own' ? ownLinks(row.username) : {}) },
  };
}

function workspaceFields(count: (table: 'data_sources' | 'definitions') => number): Record<string, unknown> {
  return {
    data_source_count: count('data_sources'),
    plan_code: 'plus',
    trial_state: null,
    private_definition_count: count('definitions'),
    private_definition_limit: 'unlimited',
  };
}

/** What only one's own account has. Source: a capture. */
function ownLinks(username: string): Links {
  const self = `/api/${username}`;
  return links({
    web: `/${username}`,
    access_tokens: `${self}/access_tokens`,
    preference: `${self}/preference`,
    organizations: `${self}/organizations`,
    new_report: `${self}/reports/new`,
  });
}

/** The rels that the reference says are always there, for which existing clients look, and some more. */
function linksOf(username: string, isUser: boolean): Links {
  const self = `/api/${username}`;
  const reports = `${self}/reports`;
  const home = `/home/${username}`;
  return links({
    self,
    web: `https://app.mode.com/${username}`,
    web_public_datasource_home: `${home}/data_sources`,
    web_spaces: `/${username}/spaces`,
    web_groups: `/organizations/${username}/groups`,
    web_new_organization: '/organizations/new',
    data_sources: `${self}/data_sources`,
    data_source: `${self}/data_sources{/id}`,
    memberships_lite: isUser ? undefined : `${self}/memberships/lite`,
    home_web: home,
    home_starred_web: `${home}/starred`,
    home_explorations_web: `${home}/explorations`,
    home_search_web: `${home}/search`,
    new_invite_web: `/${username}/invites/new`,
    new_upload_web: `/${username}/uploads/new`,
    report: `${reports}{/id}`,
    reports,
    archived_reports: `${reports}?filter=archived`,
    public_reports: `${reports}?filter=public`,
    drafts_reports: `${reports}?filter=drafts`,
    starred_reports: `${reports}?filter=starred`,
    by_ids_reports: `${reports}?filter=by_ids&ids={ids}`,
    viewed_reports: `${reports}?filter=viewed`,
    spaces: `${self}/collections`,
    space: `${self}/collections{/id}`,
    custom_spaces: `${self}/collections?filter=custom`,
    definitions: `${self}/definitions`,
    definition: `${self}/definitions{/id}`,
    all_color_palettes: '/api/color_palettes/predefined',
  });
}
