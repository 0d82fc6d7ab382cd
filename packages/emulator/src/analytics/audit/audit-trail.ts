import { randomUUID } from 'node:crypto';
import type { Answer } from '../../server/answer.ts';
import type { Context } from '../../server/platform.ts';
import type { Database } from '../../state/database.ts';
import type { Caller } from '../kernel/identity.ts';
import { now } from '../kernel/new-values.ts';

/** Puts a write on the audit log: `report_updated`, of which resource, by whom and from where. */
export function noteInAuditLog(db: Database, context: Context<Caller>, input: object, answer: Answer): void {
  const { operation, identity, ip, headers } = context;
  if (operation.method === 'GET') return;
  const [resource = '', verb = ''] = operation.id.split('.');
  const entity = snake(resource.replace(/ies$/, 'y').replace(/s$/, ''));
  const body: unknown = answer.body;
  const fields = new Map<string, unknown>(
    Object.entries(typeof body === 'object' && body !== null ? body : {}),
  );
  const names = new Map<string, unknown>(Object.entries(input));
  const id = fields.get('token') ?? names.get(resource.replace(/ies$/, 'y').replace(/s$/, ''));
  db.run(
    `INSERT INTO audit_logs (uuid, action, ip, user_agent, username, entity_type, entity_id, entity_name, event_source, at)
     VALUES (:uuid, :action, :ip, :agent, :user, :type, :id, :name, 'api', :at)`,
    {
      uuid: randomUUID(),
      action: `${entity}_${past(snake(verb))}`,
      ip,
      agent: headers['user-agent'] ?? null,
      user: identity.user,
      type: entity,
      id: text(id),
      name: text(fields.get('name')),
      at: now(),
    },
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `create` as `created`, `cancel` as `canceled`; words that end otherwise stay. */
function past(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  return /^(cancel)$/.test(verb) ? `${verb}ed` : verb;
}
