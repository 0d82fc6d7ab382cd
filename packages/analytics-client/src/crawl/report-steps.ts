import type { Report } from '../gen/models.ts';
import type { CrawlStep } from './crawl-step.ts';
import { wants, type CrawlPlan } from './plan.ts';
import type { Found } from './step-reader.ts';

/** A report or a dataset of a list: datasets are reports of another type. */
export function foundReport(
  report: Report,
  plan: CrawlPlan,
  dataset = report.type === 'DatasetReport',
): Found {
  const { token } = report;
  const wanted = !dataset || wants(plan, 'datasets');
  const steps = wanted && !plan.discovery ? stepsInReport(report, plan, dataset) : [];
  return dataset
    ? { kind: 'datasets', token, item: { type: 'dataset', dataset: report }, steps }
    : { kind: 'reports', token, item: { type: 'report', report }, steps };
}

/** The queries of a report, unless its counts say that there is nothing to find. Datasets have no charts. */
function stepsInReport(
  { token, query_count, chart_count }: Report,
  plan: CrawlPlan,
  dataset: boolean,
): CrawlStep[] {
  const charts = wants(plan, 'charts') && chart_count !== 0 && !dataset;
  if (query_count === 0 || !(wants(plan, 'queries') || charts)) return [];
  return [{ operation: 'queries.list', input: { report: token }, ...(charts ? {} : { leaf: true }) }];
}
