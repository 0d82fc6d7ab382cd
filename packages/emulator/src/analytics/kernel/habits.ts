import { Refusal } from '../../server/refusal.ts';
import type { Answer } from '../../server/answer.ts';
import type { Context, Handler, Handlers } from '../../server/platform.ts';
import type { Database } from '../../state/database.ts';
import { noteInAuditLog } from '../audit/audit-trail.ts';
import type { Caller } from './identity.ts';
import { notFound } from './refusals.ts';
import type { WebhookEvent } from '../../options/analytics-webhook.ts';
import type { Webhooks } from '../webhooks.ts';

/** What is done around every operation of the workspace. */
export interface HabitParts {
  readonly db: Database;
  readonly username: string;
  /** Origin and path that URLs in events begin with. */
  readonly api: string;
  readonly webhooks: Webhooks;
}

const created: ReadonlyMap<string, readonly [WebhookEvent, string, string]> = new Map([
  ['reports.create', ['report_created', 'report_url', 'reports']],
  ['reportRuns.clone', ['report_created', 'report_url', 'reports']],
  ['definitions.create', ['definition_created', 'definition_url', 'definitions']],
  ['definitions.update', ['definition_updated', 'definition_url', 'definitions']],
]);

/** Nothing is there under another workspace's name; what is written is put on the audit log and told to webhooks. */
export function withHabits(handlers: Handlers<Caller>, parts: HabitParts): Handlers<Caller> {
  return Object.fromEntries(
    Object.entries(handlers).map(([id, handler]) => [id, around(id, handler, parts)]),
  );
}

function around(
  id: string,
  handler: Handler<Caller>,
  { db, username, api, webhooks }: HabitParts,
): Handler<Caller, { readonly workspace?: string }> {
  return async (input, context: Context<Caller>): Promise<Answer> => {
    if (input.workspace !== undefined && input.workspace !== username) {
      const person = db.get('SELECT 1 FROM users WHERE username = :name', { name: input.workspace });
      if (person)
        throw new Refusal(501, 'What a person has by themselves is not emulated: ask the workspace.');
      throw notFound('account not found');
    }
    const answer = await handler(input as never, context);
    noteInAuditLog(db, context, input, answer);
    const event = created.get(id);
    const body: unknown = answer.body;
    if (event && typeof body === 'object' && body !== null && 'token' in body) {
      const [name, key, place] = event;
      webhooks.tell(name, key, `${api}/${place}/${String(body.token)}`);
    }
    return answer;
  };
}
