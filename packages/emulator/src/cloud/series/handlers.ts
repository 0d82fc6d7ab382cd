import type { Handlers } from '../../server/platform.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import { needModule, type ModuleInput } from '../devices/modules.ts';
import { ownOf } from '../kernel/own.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { conflict, missing, unknown } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';
import type { Aggregation } from './aggregation-sql.ts';
import type { Aggregator } from './aggregator.ts';
import { chosen, isTimeZone, type Resolution } from './intervals.ts';
import { SeriesStore, type Kind, type Place, type Point, type SeriesRow } from './store.ts';

type Input = ModuleInput & { readonly series?: string; readonly collection?: string };

/** Points that one answer holds at most. Source: observed (clients ask for so many). */
const most = 100;

/** Points that are handed to DuckDB at once: while it reads them, others are answered. */
const pieceSize = 20_000;

export function timeSeries(parts: CloudParts, aggregator: Aggregator): Handlers<CloudIdentity> {
  return {
    ...handlersOf(parts, aggregator, 'series', 'timeSeries'),
    ...handlersOf(parts, aggregator, 'collection', 'collections'),
  };
}

function handlersOf(
  { db }: CloudParts,
  aggregator: Aggregator,
  kind: Kind,
  resource: string,
): Handlers<CloudIdentity> {
  const store = new SeriesStore(db);
  const idName = kind === 'series' ? 'seriesId' : 'collectionId';
  const placeOf = (identity: CloudIdentity, input: ModuleInput): Place => {
    needModule(db, identity, input, 'tsdb');
    return { homeId: input.home, moduleId: input.module, kind };
  };
  const need = (identity: CloudIdentity, input: Input): SeriesRow => {
    const row = store.find(placeOf(identity, input), input[kind] ?? '');
    if (!row) throw unknown(kind);
    return row;
  };
  const describe = (row: SeriesRow) => {
    const { rowid: _, homeId, moduleId, id, timeZone } = row;
    const names =
      kind === 'collection'
        ? { valueNames: store.names(row, 'valuesJson'), tagNames: store.names(row, 'tagsJson') }
        : {};
    return present({ id, homeId, moduleId, timeZone, ...names });
  };
  return {
    [`${resource}.list`]: (input: Input, { identity }) => ({
      body: store.list(placeOf(identity, input)).map(describe),
    }),

    [`${resource}.create`]: (input: Input & { id: string; timeZone?: string }, { identity }) => {
      const place = placeOf(identity, input);
      const { id, timeZone } = input;
      if (!/^[\w:-]{1,128}$/.test(id)) throw missing('That is no id.');
      if (timeZone !== undefined && !isTimeZone(timeZone)) throw missing('There is no such time zone.');
      if (store.find(place, id)) throw conflict('DATABASE_ERROR', `The ${kind} is there already.`);
      const row = store.make(place, id, timeZone);
      return { body: row && describe(row) };
    },

    [`${resource}.get`]: (input: Input, { identity }) => ({ body: describe(need(identity, input)) }),

    [`${resource}.delete`]: (input: Input, { identity }) => {
      store.delete(need(identity, input));
      return {};
    },

    [`${resource}.getRange`]: (input: Input, { identity }) => {
      const row = need(identity, input);
      return { body: present({ [idName]: row.id, ...store.span(row) }) };
    },

    [`${resource}.getData`]: async (
      input: Input & {
        begin: string;
        end: string;
        aggregation?: Aggregation;
        resolution?: Resolution;
        selectValues?: string;
      },
      { identity },
    ) => {
      const row = need(identity, input);
      const [begin, end] = [timeOf(input.begin), timeOf(input.end)];
      const { aggregation = 'avg' } = input;
      const resolution = input.resolution ?? chosen(Date.parse(begin), Date.parse(end));
      const names = valuesIn(input.selectValues);
      const data = await aggregator.aggregate(store.pieces(row, begin, end, pieceSize), {
        names,
        aggregation,
        resolution,
        timeZone: row.timeZone ?? 'UTC',
      });
      return { body: { [idName]: row.id, begin, end, aggregation, resolution, data } };
    },

    [`${resource}.getPoints`]: (
      input: Input & { ts: string; limit: number; selectValues?: string; selectTags?: string },
      { identity },
    ) => {
      const row = need(identity, input);
      const limit = Math.max(-most, Math.min(most, input.limit));
      if (limit === 0) throw missing('The limit is not 0.');
      const ts = timeOf(input.ts);
      const values = valuesIn(input.selectValues);
      const tags = namesOf(input.selectTags ?? '');
      const data = store.near(row, ts, limit).map((point) => rawRow(point, values, tags));
      return { body: { [idName]: row.id, ts, limit: input.limit, data } };
    },

    [`${resource}.deleteData`]: (input: Input & { begin: string; end: string }, { identity }) => {
      store.deleteBetween(need(identity, input), timeOf(input.begin), timeOf(input.end));
      return {};
    },
  };
}

function rawRow({ timestamp, values, tags }: Point, names: readonly string[], tagNames: readonly string[]) {
  return [
    timestamp,
    ...names.map((name) => ownOf(values, name) ?? null),
    ...tagNames.map((name) => ownOf(tags, name) ?? null),
  ];
}

/** @throws Refusal for what is no time. */
export function timeOf(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw missing('That is no time.');
  return new Date(time).toISOString();
}

/** What is asked for of a collection, which is one value at least; of a series there is but one. @throws Refusal */
function valuesIn(list = 'value'): string[] {
  const names = namesOf(list);
  if (names.length === 0) throw missing('Name a value in selectValues.');
  return names;
}

function namesOf(list: string): string[] {
  return list.split(',').filter((name) => name !== '');
}
