import { expect, test } from 'vitest';
import { constNamesOf, idPartsOf, kebab, singular } from './names.ts';

test.each([
  ['reports.get', 'getReport'],
  ['reports.list', 'listReports'],
  ['reports.listInCollection', 'listReportsInCollection'],
  ['reports.createInCollection', 'createReportInCollection'],
  ['queryRuns.list', 'listQueryRuns'],
  ['queries.get', 'getQuery'],
  ['devices.sendCommand', 'sendDeviceCommand'],
  ['timeSeries.get', 'getTimeSeries'],
])('%s is the const %s', (id, name) => {
  expect(constNamesOf(id)[0]).toBe(name);
});

test('a name may put the resource behind the whole verb, and be plural, except where that misleads', () => {
  expect(constNamesOf('events.stream')).toContain('streamEvents');
  expect(constNamesOf('results.reportCsv')).toContain('reportCsvResults');
  expect(constNamesOf('reports.list')).toEqual(['listReports']);
  expect(constNamesOf('reports.listInCollection')).toEqual(['listReportsInCollection']);
});

test.each(['reports', 'Reports.get', 'reports.get.more', 'report_runs.get', ''])('%j is no id', (id) => {
  expect(idPartsOf(id)).toBeUndefined();
  expect(() => constNamesOf(id)).toThrow(/resource\.verb/);
});

test.each([
  ['boxes', 'box'],
  ['statuses', 'status'],
  ['addresses', 'address'],
  ['auth', 'auth'],
  ['analysis', 'analysis'],
])('one of %s is %s', (noun, one) => {
  expect(singular(noun)).toBe(one);
});

test('files are named in kebab case', () => {
  expect(kebab('reportRuns')).toBe('report-runs');
});
