import type { Outbox } from '../../server/outbox.ts';
import type { Database } from '../../state/database.ts';
import type { BulkData } from '../devices/bulk-data.ts';
import type { Hub } from '../devices/hub.ts';
import type { Tokens } from '../people/tokens.ts';

/** What the handlers share. */
export interface CloudParts {
  readonly db: Database;
  readonly tokens: Tokens;
  readonly hub: Hub;
  /** Where mails and text messages stay. */
  readonly outbox: Outbox;
  readonly bulkData: BulkData;
}
