import { strToU8, zipSync } from 'fflate';
import type { Handlers } from '../../server/platform.ts';
import type { Downloads } from '../devices/downloads.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import { needModule, type ModuleInput } from '../devices/modules.ts';
import { ownOf } from '../kernel/own.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { unknown } from '../kernel/reasons.ts';
import { timeOf } from './handlers.ts';
import { fileNames } from './file-names.ts';
import { SeriesStore, type Kind } from './store.ts';

type Input = ModuleInput & {
  readonly begin: string;
  readonly end: string;
  readonly seriesIds?: readonly string[];
  readonly collectionIds?: readonly string[];
  readonly includeHeader?: boolean;
  readonly padding?: '0' | 'null';
  readonly fileNames?: readonly string[];
};

/** Exports are made at once; what their status says is our own choice. */
export function exportsOfSeries({ db }: CloudParts, downloads: Downloads): Handlers<CloudIdentity> {
  const store = new SeriesStore(db);
  const table = (input: Input, kind: Kind, id: string): string => {
    const row = store.find({ homeId: input.home, moduleId: input.module, kind }, id);
    if (!row) throw unknown(kind);
    const names = kind === 'series' ? ['value'] : store.names(row, 'valuesJson');
    const tags = kind === 'series' ? [] : store.names(row, 'tagsJson');
    const padding = input.padding === 'null' ? 'null' : '0';
    const head = input.includeHeader && kind === 'collection' ? [['timestamp', ...names, ...tags]] : [];
    const lines = store
      .between(row, timeOf(input.begin), timeOf(input.end))
      .map(({ timestamp, values, tags: own }) => [
        timestamp,
        ...names.map((name) => String(ownOf(values, name) ?? padding)),
        ...tags.map((name) => ownOf(own, name) ?? ''),
      ]);
    return [...head, ...lines].map((cells) => `${cells.map(cell).join(',')}\n`).join('');
  };
  return {
    'exports.create': (input: Input, { identity, origin }) => {
      needModule(db, identity, input, 'tsdb');
      const wanted = [
        ...(input.seriesIds ?? []).map((id) => ['series', id] as const),
        ...(input.collectionIds ?? []).map((id) => ['collection', id] as const),
      ];
      const names = fileNames(
        wanted.map(([, id], at) => input.fileNames?.[at] ?? `${id.replaceAll(':', '_')}.csv`),
      );
      const files = wanted.map(
        ([kind, id], at) => [names[at] ?? '', strToU8(table(input, kind, id))] as const,
      );
      const token = downloads.keep('application/zip', zipSync(Object.fromEntries(files)));
      const dataUrl = `${origin}/download/${token}`;
      return { body: { dataUrl, statusUrl: `${dataUrl}/status` } };
    },
  };
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
