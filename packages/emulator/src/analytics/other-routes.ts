import { operation, type Operation, type Schema } from '@bimodal/contract';

/** Nobody reads it: routes without a client are not judged. */
const unjudged: Schema = { _zod: { output: undefined } };

function route(id: string, path: `/${string}`, callers?: Operation['callers']): Operation {
  return operation({
    id,
    method: 'GET',
    path,
    input: unjudged,
    output: unjudged,
    idempotent: true,
    source: 'observed',
    doc: '',
    ...(callers ? { callers } : {}),
  });
}

/** Routes of the platform that the client does not speak (yet), and that existing programs meet. */
export const otherRoutes: readonly Operation[] = [
  route('accounts.current', '/api/account'),
  route('auditLogs.list', '/api/{workspace}/audit_logs', ['workspace']),
  route('results.get', '/api/{workspace}/reports/{report}/runs/{run}/query_runs/{queryRun}/results'),
  route('results.latestCsv', '/api/{workspace}/reports/{report}/results/content.csv'),
];
