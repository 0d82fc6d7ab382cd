import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import { readLast } from '../commands/history.ts';
import { checkCadence } from '../cron/check-cadence.ts';
import { nextDue, type Cadence } from '../cron/due-times.ts';
import type { Database } from '../database/database.ts';
import type { Schedule, ScheduleInput } from '../schedules/schedule.ts';
import type { ListQuery, Schedules } from '../schedules/schedules.ts';
import { RequestError } from './request-error.ts';
import { changedSchedule, listQuery, newSchedule, previewQuery, scheduleId } from './schemas.ts';
import { viewSchedule } from './views.ts';

/** What the routes of schedules work on. */
export interface ScheduleParts {
  readonly database: Database;
  readonly schedules: Schedules;
  readonly clock: Clock;
}

interface WithId {
  readonly Params: { readonly id: number };
}

/** Lists, adds, shows, changes (and so pauses and resumes) and deletes schedules. */
export function scheduleRoutes(app: FastifyInstance, { database, schedules, clock }: ScheduleParts): void {
  const view = async (found: readonly Schedule[]) => {
    const last = await readLast(
      database,
      found.map(({ id }) => id),
    );
    const now = await clock(database);
    return found.map((schedule) => viewSchedule(schedule, now, last.get(schedule.id)));
  };
  const viewOne = async (id: number, found: Schedule | undefined) => {
    const [shown] = found ? await view([found]) : [];
    return shown ?? unknown(id);
  };

  app.get<{ Querystring: ListQuery & { readonly limit: number } }>(
    '/api/schedules',
    { schema: { querystring: listQuery } },
    async ({ query }) => {
      const found = await schedules.list(query);
      const next = found.length === query.limit ? (found.at(-1)?.id ?? null) : null;
      return { schedules: await view(found), next };
    },
  );

  app.post<{ Body: ScheduleInput }>(
    '/api/schedules',
    { schema: { body: newSchedule } },
    async ({ body }, reply) => {
      const added = await schedules.add(body);
      return reply
        .code(201)
        .header('location', `/api/schedules/${added.id}`)
        .send(await viewOne(added.id, added));
    },
  );

  app.get<WithId>('/api/schedules/:id', { schema: { params: scheduleId } }, async ({ params }) =>
    viewOne(params.id, await schedules.get(params.id)),
  );

  app.patch<WithId & { Body: Partial<ScheduleInput> }>(
    '/api/schedules/:id',
    { schema: { params: scheduleId, body: changedSchedule } },
    async ({ params, body }) => viewOne(params.id, await schedules.update(params.id, body)),
  );

  app.delete<WithId>('/api/schedules/:id', { schema: { params: scheduleId } }, async ({ params }, reply) => {
    if (!(await schedules.delete(params.id))) unknown(params.id);
    return reply.code(204).send();
  });

  app.get<{ Querystring: Cadence & { count: number } }>(
    '/api/preview',
    { schema: { querystring: previewQuery } },
    async ({ query }) => {
      const now = await clock(database);
      const cadence = checkCadence(query, now);
      return { ...cadence, nextRuns: nextDue(cadence, now, query.count) };
    },
  );
}

function unknown(id: number): never {
  throw new RequestError(404, 'not_found', `There is no schedule ${id}.`);
}
