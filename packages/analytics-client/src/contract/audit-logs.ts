import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { auditCallers } from './callers.ts';
import { id, text, time } from './fields.ts';
import { workspace } from './inputs.ts';

const AuditLogActor = z
  .object({
    ip: text.nullish(),
    user_agent: text.nullish(),
    user_id: id.nullish(),
    username: text.nullish(),
  })
  .meta({ id: 'AuditLogActor', description: 'Who did it, and from where.' });

const AuditLogEntity = z
  .object({
    entity_name: text.nullish(),
    entity_type: text.nullish().describe('Such as `workspace_connection`.'),
    entity_id: id.nullish(),
  })
  .meta({ id: 'AuditLogEntity', description: 'What it was done to.' });

export const AuditLogEntry = z
  .object({
    id: text,
    action: text.nullish().describe('Such as `connection_group_added_with_role`.'),
    description: text.nullish(),
    context: z.record(z.string(), z.unknown()).nullish(),
    actor: AuditLogActor.nullish(),
    entity: AuditLogEntity.nullish(),
    timestamp: time.nullish().describe('ISO 8601, UTC, with microseconds.'),
    workspace_username: text.nullish(),
  })
  .meta({ id: 'AuditLogEntry', description: 'Something that somebody did.' });

const AuditLogPage = z
  .object({
    audit_logs: z.array(AuditLogEntry),
    metadata: z.object({ next_token: text.nullish() }).nullish(),
    next_token: text.nullish().describe('In the place of `metadata.next_token`, by one account.'),
    pagination: z.object({ next_token: text.nullish() }).nullish(),
  })
  .meta({ id: 'AuditLogPage', description: 'One page of the audit log.' });

const moment = z.string().min(1).describe('ISO 8601; UTC where it names no zone.');
const wanted = z.string().min(1).optional();

export const listAuditLogs = operation({
  id: 'auditLogs.list',
  method: 'GET',
  path: '/api/{workspace}/audit_logs',
  input: z.object({
    workspace,
    start_timestamp: moment,
    end_timestamp: moment,
    action: wanted,
    entity_id: wanted,
    entity_type: wanted,
    entity_name: wanted,
    username: wanted,
    ip: wanted,
    event_source: wanted,
    next_token: z.string().min(1).optional().describe('Cursor of the page; iterating fills it in.'),
  }),
  output: AuditLogPage,
  // HAL is answered with 406 before the credential is looked at.
  accept: 'application/json',
  page: {
    style: 'cursor',
    items: 'audit_logs',
    // The published envelope has it in `metadata`; others were seen or told of.
    cursor: ['metadata.next_token', 'next_token', 'pagination.next_token'],
    parameter: 'next_token',
  },
  idempotent: true,
  source: 'documented',
  doc: 'Lists what people did in a workspace between two moments. It needs the Workspace token of an admin: others are answered with 401.',
  callers: auditCallers,
});
