import type { FastifyInstance } from 'fastify';
import type { CommandKey, Outcome } from '../commands/command.ts';
import { readHistory } from '../commands/history.ts';
import type { Database } from '../database/database.ts';
import { RequestError } from './request-error.ts';
import { historyQuery } from './schemas.ts';
import { viewCommand } from './views.ts';

interface HistoryRequest {
  readonly Querystring: {
    readonly schedule?: number;
    readonly outcome?: Outcome;
    /** The key of the last command seen. */
    readonly after?: string;
    readonly limit: number;
  };
}

/** What came due and what became of it, the newest first. */
export function historyRoutes(app: FastifyInstance, database: Database): void {
  app.get<HistoryRequest>('/api/history', { schema: { querystring: historyQuery } }, async ({ query }) => {
    const commands = (
      await readHistory(database, {
        ...query,
        after: query.after === undefined ? undefined : readKey(query.after),
      })
    ).map(viewCommand);
    return { commands, next: commands.length === query.limit ? (commands.at(-1)?.key ?? null) : null };
  });
}

function readKey(text: string): CommandKey {
  const [, schedule, time = ''] = /^(\d{1,9})\/(\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(text) ?? [];
  const dueAt = new Date(time);
  if (schedule === undefined || Number.isNaN(dueAt.getTime())) {
    throw new RequestError(
      400,
      'invalid',
      'after is no key of a command, such as 12/2026-03-01T09:00:00.000Z.',
      'after',
    );
  }
  return { schedule: Number(schedule), dueAt };
}
