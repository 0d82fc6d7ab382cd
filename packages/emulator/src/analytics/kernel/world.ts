import type { Handler } from '../../server/platform.ts';
import type { Outbox } from '../../server/outbox.ts';
import type { Database } from '../../state/database.ts';
import type { Caller } from './identity.ts';
import type { PdfExports } from '../pdf/exports.ts';
import type { Results } from '../results/store.ts';
import type { SignedLinks } from './signed-links.ts';
import type { DataSourceRow, WorkspaceRow } from './rows.ts';
import type { Templates } from '../../sql/index.ts';
import type { Runner } from '../runs/runner.ts';

/** What every handler of Mode Analytics works with. */
export interface World {
  readonly db: Database;
  readonly workspace: WorkspaceRow;
  readonly runner: Runner;
  readonly results: Results;
  readonly templates: Templates;
  /** A numeric id as the platform writes it: a string, or an integer where asked for. */
  readonly id: (id: number) => string | number;
  /** Whether it answers as before 2024, when ids were integers: with fields that are gone, and at /account. */
  readonly isBefore2024: boolean;
  /** Whether the emulator keeps to the documentation where the server was seen to differ. */
  readonly isDocumented: boolean;
  /** The SQL of the definitions, by name. */
  readonly definitions: () => Readonly<Record<string, string>>;
  /** The tables of a data source. */
  readonly tablesOf: (source: DataSourceRow) => Promise<readonly string[]>;
  /** Mails that the platform would have sent. */
  readonly outbox: Outbox;
  /** PDFs of runs. */
  readonly exports: PdfExports;
  /** What time schedules go by; see the option. */
  readonly clock: () => Date;
  /** Links to rows that need no credential. Source: an existing client, of when ids were integers. */
  readonly resultLinks: SignedLinks | undefined;
  /** What the CSV of a whole run comes as; see the option. */
  readonly reportCsv: 'auto' | 'zip' | 'csv';
  /** Whether lists obey `filter`, `order` and `order_by` as documented; observed was that they do not. */
  readonly obeysFilters: boolean;
}

/** A handler of Mode Analytics. */
export type Handle<Input> = Handler<Caller, Input>;
