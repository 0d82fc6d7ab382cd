import type { Outbox } from '../../server/outbox.ts';
import type { Json } from '../kernel/documents.ts';
import type { Hub } from '../devices/hub.ts';
import type { Alert } from './alert.ts';

interface Action {
  readonly filter?: Json;
  readonly recipients: readonly {
    readonly recipientType: string;
    readonly email?: string;
    readonly eventType?: string;
  }[];
}

/** Tells the recipients of a rule's actions of an alert, when it is raised and when it is over: by mail, and as an event of its home. */
export function tell(
  { hub, outbox }: { readonly hub: Hub; readonly outbox: Outbox },
  rule: Json,
  alert: Alert,
  isOver: boolean,
): void {
  const template = (rule['messageTemplate'] ?? {}) as Readonly<Record<string, string | undefined>>;
  const title = (isOver ? template['recoveryTitle'] : undefined) ?? template['title'] ?? 'Alert';
  const message = (isOver ? template['recoveryMessage'] : template['message']) ?? '';
  for (const { filter, recipients } of (rule['actions'] ?? []) as readonly Action[]) {
    if (!passes(alert, filter)) continue;
    for (const { recipientType, email, eventType } of recipients) {
      if (recipientType === 'email' && email !== undefined) {
        outbox.send({ kind: 'mail', to: email, subject: title, text: message, data: { alert } });
      }
      if (recipientType === 'event' && eventType !== undefined) {
        hub.tell(alert.homeId, eventType, { title, message, alert }, {});
      }
    }
  }
}

/** What filters hold is not known: here, fields of the alert, each with the value or the values that it may have. */
function passes(alert: Json, filter: Json = {}): boolean {
  return Object.entries(filter).every(([field, wanted]) =>
    Array.isArray(wanted) ? wanted.includes(alert[field]) : alert[field] === wanted,
  );
}
