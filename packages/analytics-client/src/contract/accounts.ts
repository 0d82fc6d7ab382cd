import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { noKey, restCallers } from './callers.ts';
import { count, flag, id, text, time } from './fields.ts';
import { hal } from './hal.ts';

const Avatar = z
  .object({
    type: text.nullish(),
    initials: text.nullish(),
    seed: z.union([z.string(), z.number()]).nullish(),
    color_class: text.nullish(),
  })
  .meta({ id: 'Avatar', description: 'A picture, or initials on a colour.' });

/** Documented as text, seen as a number or a boolean. */
const said = z.union([z.string(), z.number(), z.boolean()]);

export const Account = z
  .object({
    username: text.describe('What paths name it by.'),
    name: text.nullish(),
    id: id.nullish(),
    token: text.nullish(),
    email: text.nullish().describe('Left out for other people.'),
    user: flag.nullish().describe('True for a person, false for a workspace.'),
    dataset_size_limit_mb: said.nullish().describe('Documented as text; an integer where it was seen.'),
    query_run_size_limit_mb: said.nullish().describe('Documented as text; an integer where it was seen.'),
    email_verified: flag.nullish(),
    avatar: Avatar.nullish(),
    thoughtspot_integrated: flag.nullish(),
    space_count: count.nullish().describe('Reads 0 on workspaces that have collections.'),
    data_source_count: count.nullish(),
    default_data_source_token: text.nullish(),
    organizations_count: said.nullish(),
    trial_state: openEnum(['pending', 'active', 'expired']).nullish(),
    organization_restricted: said.nullish(),
    membership_type: openEnum(['admin', 'full']).nullish().describe('What the caller is there.'),
    payment_method_confirmed: flag.nullish(),
    private_definition_count: count.nullish(),
    private_definition_limit: said.nullish().describe('A number, or `unlimited`.'),
    authorized_domains: z.array(text).nullish(),
    plan_code: openEnum(['standard', 'plus', 'free']).nullish(),
    seat_limit_reached: flag.nullish(),
    org_seat_limit_reached: flag.nullish(),
    python_performance_first_tier: flag.nullish(),
    admin_data_source_connections_only: flag.nullish(),
    admin_collection_creation_only: flag.nullish(),
    scim_enabled: said.nullish(),
    created_at: time.nullish(),
    settings: z.union([z.record(z.string(), z.unknown()), z.string()]).nullish(),
    ...hal,
  })
  .meta({ id: 'Account', description: 'A person or a workspace.' });

export const getAccount = operation({
  id: 'accounts.get',
  method: 'GET',
  path: '/api/{account}',
  input: z.object({ account: z.string().min(1).describe('Username of a person or of a workspace.') }),
  output: Account,
  idempotent: true,
  source: 'observed',
  doc: 'Reads a person or a workspace by username. A workspace is answered to anyone, so it proves nothing about a credential; `client.verify()` does.',
  callers: [...restCallers, 'nobody'],
});

export const currentAccount = operation({
  id: 'accounts.current',
  method: 'GET',
  path: '/api/account',
  input: z.object({}),
  output: Account,
  idempotent: true,
  source: 'documented',
  doc: 'The account of a browser session. Every API key is answered with 400.',
  callers: noKey,
  deprecated: 'Use `client.verify()` to check a credential, and `accounts.get` to read a person by username.',
});
