import type { FormField } from '../../sql/index.ts';
import { findCollection } from '../collections/collections.ts';
import { copyReport } from '../reports/copy-report.ts';
import { findDataset } from '../datasets/datasets.ts';
import { collection as list, links } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { notFound } from '../kernel/refusals.ts';
import { reportJson } from '../reports/report-json.ts';
import { findRun, runJson } from './report-runs.ts';
import { findReport } from '../reports/reports.ts';
import type { CollectionRow } from '../kernel/rows.ts';
import { newToken } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Place {
  report: string;
  run: string;
}

/** What can be done with a run beside reading it: cancel, clone, duplicate; its form; runs that pull datasets in. */
export function reportRunActionHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace, runner } = world;
  const personal = ({ user }: Caller): string => {
    const row = db.get<CollectionRow>(
      `SELECT * FROM collections WHERE space_type = 'private' AND creator = :user`,
      { user },
    );
    if (!row) throw notFound('space not found');
    return row.token;
  };

  /** What the datasets' latest runs found is there already: the report runs again, and they do not. */
  const refresh: Handle<{ report: string; dataset_tokens: { token: string }[] }> = async (
    input,
    { identity },
  ) => {
    const { token } = findReport(world, input.report, identity);
    for (const dataset of input.dataset_tokens) {
      findDataset(world, dataset.token, identity);
      const isImported = db.get(
        'SELECT 1 FROM report_imports WHERE report = :report AND dataset = :dataset',
        {
          report: token,
          dataset: dataset.token,
        },
      );
      if (!isImported) throw notFound('dataset not found');
    }
    const run = await runner.start({ report: token, user: identity.user });
    return { body: runJson(world, findRun(world, token, run, identity)) };
  };
  /** It interrupts the queries; what has ended stays as it is. */
  const cancel: Handle<Place> = async (input, { identity }) => {
    const { token } = findRun(world, input.report, input.run, identity);
    await runner.cancel(token);
    return { body: runJson(world, findRun(world, input.report, token, identity)) };
  };
  const clone: Handle<Place> = (input, { identity }) => {
    const { report } = findRun(world, input.report, input.run, identity);
    const token = copyReport(world, findReport(world, report, identity), personal(identity), identity.user);
    return { body: reportJson(world, findReport(world, token, identity)) };
  };
  const duplicate: Handle<Place & { collection_id?: string }> = (input, { identity }) => {
    const run = findRun(world, input.report, input.run, identity);
    const target = input.collection_id ?? personal(identity);
    const collection = findCollection(world, target, identity).token;
    const report = copyReport(world, findReport(world, run.report, identity), collection, identity.user);
    const token = newToken();
    db.run('INSERT INTO report_duplicates (token, run, report) VALUES (:token, :run, :report)', {
      token,
      run: run.token,
      report,
    });
    return { body: duplicateJson(world, { ...input, run: run.token }, token, 'enqueued') };
  };
  const getDuplicate: Handle<Place & { duplicate: string }> = (input, { identity }) => {
    const run = findRun(world, input.report, input.run, identity);
    const row = db.get<{ token: string; report: string }>(
      'SELECT * FROM report_duplicates WHERE token = :token AND run = :run',
      { token: input.duplicate, run: run.token },
    );
    if (!row) throw notFound('duplicate not found');
    return { body: duplicateJson(world, input, row.token, 'succeeded', row.report) };
  };
  const options: Handle<Place> = (input, { identity }) => {
    const run = findRun(world, input.report, input.run, identity);
    const fields = (JSON.parse(run.form_fields) as FormField[]).map((field) => ({
      name: field.name,
      options: field.options.map(({ label, value }) => [label, value]),
      options_error: null,
      source_size: field.options.length,
    }));
    const self = `/api/${workspace.username}/reports/${run.report}/runs/${run.token}/options`;
    return { body: list(self, 'form_fields', fields) };
  };
  return {
    'reportRuns.refreshDatasets': refresh,
    'reportRuns.cancel': cancel,
    'reportRuns.clone': clone,
    'reportRuns.duplicate': duplicate,
    'reportRuns.getDuplicate': getDuplicate,
    'formFields.list': options,
  };
}

function duplicateJson(
  { workspace }: World,
  { report, run }: Place,
  token: string,
  state: 'enqueued' | 'succeeded',
  copy?: string,
): Record<string, unknown> {
  const base = `/api/${workspace.username}/reports`;
  return {
    token,
    state,
    _links: links({
      self: `${base}/${report}/runs/${run}/duplicates/${token}`,
      report: copy === undefined ? undefined : `${base}/${copy}`,
    }),
  };
}
