import type { SavedResult } from '../../sql/index.ts';
import { links } from '../kernel/hal.ts';
import { notFound } from '../kernel/refusals.ts';
import { queryRunsOf } from '../runs/query-runs.ts';
import { findRun } from '../runs/report-runs.ts';
import { findReport } from '../reports/reports.ts';
import { pdfName } from '../results/file-name.ts';
import type { ReportRunRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';
import type { PdfTable } from './render.ts';

interface Place {
  report: string;
  run: string;
}

/** A PDF in two steps: the first look asks for it, later ones tell how far it is, and then it can be fetched. */
export function pdfHandlers(world: World): Record<string, Handle<never>> {
  const { exports, workspace } = world;
  const look: Handle<Place> = (input, { identity }) => {
    const run = findRun(world, input.report, input.run, identity);
    if (run.state === 'enqueued') throw notFound('run has not completed');
    const self = `/api/${workspace.username}/reports/${run.report}/exports/runs/${run.token}`;
    const found = exports.find(run.token);
    if (!found) {
      const { name } = findReport(world, run.report, identity);
      exports.begin(run.token, {
        title: name ?? 'Untitled Report',
        filename: pdfName(name, run.token, new Date()),
        tables: tablesOf(world, run),
      });
    }
    const isCompleted = found?.state === 'completed';
    return {
      body: {
        state: found?.state ?? 'new',
        created_at: found?.created_at ?? null,
        stale: false,
        filename: found?.filename ?? null,
        _links: links({
          self: `${self}/pdf.pdf`,
          download: isCompleted ? `${self}/pdf/download.pdf` : undefined,
        }),
      },
    };
  };
  const download: Handle<Place> = (input, { identity }) => {
    const run = findRun(world, input.report, input.run, identity);
    const found = exports.find(run.token);
    if (found?.state !== 'completed') throw notFound('export not yet generated');
    return {
      stream: exports.read(run.token),
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${found.filename}"`,
      },
    };
  };
  return { 'pdfExports.get': look, 'pdfExports.download': download };
}

function tablesOf(world: World, run: ReportRunRow): PdfTable[] {
  return queryRunsOf(world, run.token).flatMap((row) => {
    if (row.result === null || !world.results.has(row.token)) return [];
    const { columns } = JSON.parse(row.result) as SavedResult;
    return [
      {
        title: row.query_name,
        columns: columns.map(({ name }) => name),
        rows: world.results.rows(row.token),
      },
    ];
  });
}
