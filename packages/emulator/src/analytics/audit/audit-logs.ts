import { Refusal } from '../../server/refusal.ts';
import type { UserRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

/** Entries of a page. Source: inferred; none was seen. */
const pageSize = 50;

interface Row {
  id: number;
  uuid: string;
  action: string;
  ip: string;
  user_agent: string | null;
  username: string;
  entity_type: string;
  entity_id: string | null;
  entity_name: string | null;
  at: string;
}

type Filters = Partial<
  Record<'action' | 'entity_id' | 'entity_type' | 'entity_name' | 'username' | 'ip' | 'event_source', string>
>;

const columns = [
  'action',
  'entity_id',
  'entity_type',
  'entity_name',
  'username',
  'ip',
  'event_source',
] as const;

/** What was done between two moments, oldest first, with a cursor where there is more. */
export function auditLogHandlers(world: World): Record<string, Handle<never>> {
  const { db } = world;
  const listAll: Handle<
    Filters & { start_timestamp?: string; end_timestamp?: string; next_token?: string }
  > = (input) => {
    const wanted = columns.filter((column) => input[column] !== undefined);
    const rows = db.all<Row>(
      `SELECT * FROM audit_logs WHERE at >= :from AND at <= :to AND id > :after
         ${wanted.map((column) => `AND ${column} = :${column}`).join(' ')} ORDER BY id LIMIT :limit`,
      {
        from: moment(input.start_timestamp, 'start_timestamp'),
        to: moment(input.end_timestamp, 'end_timestamp'),
        after: afterOf(input.next_token),
        limit: pageSize + 1,
        ...Object.fromEntries(wanted.map((column) => [column, input[column] ?? ''])),
      },
    );
    const shown = rows.slice(0, pageSize);
    const next = rows.length > pageSize ? cursorOf(shown.at(-1)?.id ?? 0) : null;
    return {
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: { audit_logs: shown.map((row) => entryJson(world, row)), metadata: { next_token: next } },
    };
  };
  return { 'auditLogs.list': listAll };
}

/** ISO 8601; UTC where it names no zone. */
function moment(value: string | undefined, name: string): string {
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(value ?? '') || !value?.includes('T') ? value : `${value}Z`;
  const time = Date.parse(zoned ?? '');
  if (Number.isNaN(time)) throw new Refusal(400, `${name} is invalid`);
  return new Date(time).toISOString();
}

function cursorOf(id: number): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

function afterOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const id = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (id === undefined) throw new Refusal(400, 'next_token is invalid');
  return Number(id);
}

function entryJson({ db, workspace }: World, row: Row): Record<string, unknown> {
  const user = db.get<UserRow>('SELECT * FROM users WHERE username = :username', { username: row.username });
  return {
    id: row.uuid,
    action: row.action,
    description: `${row.username}: ${row.action.replaceAll('_', ' ')}`,
    context: { correlation_id: row.uuid },
    actor: {
      ip: row.ip,
      user_agent: row.user_agent,
      user_id: user?.token ?? null,
      username: row.username,
    },
    entity: { entity_name: row.entity_name, entity_type: row.entity_type, entity_id: row.entity_id },
    // Microseconds, which only this log has.
    timestamp: row.at.replace('Z', '000Z'),
    workspace_username: workspace.username,
  };
}
