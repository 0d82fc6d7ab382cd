import type { Issue, Operation } from '@bimodal/contract/runtime';
import { allows } from '../../server/allows.ts';
import type { ServedContract } from '../../server/contract.ts';
import { issuesInWords } from '../../server/issues.ts';
import type { Handlers, Platform } from '../../server/platform.ts';
import { Refusal } from '../../server/refusal.ts';
import type { Database } from '../../state/database.ts';
import { identify, identifyLink, type Caller } from './identity.ts';
import { envelope, notFound, oldEnvelope } from './refusals.ts';
import type { World } from './world.ts';

/** Mode Analytics on the wire: its paths, credentials and errors, today's or those of before 2024. Source: facts 1.1 to 1.4. */
export function analyticsPlatform(
  db: Database,
  contract: ServedContract,
  handlers: Handlers<Caller>,
  { isBefore2024, resultLinks }: Pick<World, 'isBefore2024' | 'resultLinks'>,
): Platform<Caller> {
  return {
    name: 'analytics',
    contract,
    handlers,
    owns: (path) => /^\/(api|batch)(\/|$)/.test(path),
    // Clients put their base URL, which ends in a slash, before links, which begin with one.
    overlooksSlashes: true,
    aliases: bothSpellings,
    mediaType: 'application/hal+json; charset=utf-8',
    admit(operation, { accept }) {
      // The audit log looks at this before it looks at who is asking, and says nothing.
      if (operation.id === 'auditLogs.list' && /hal\+json/i.test(accept ?? '')) throw new Refusal(406, '');
    },
    identify({ authorization, path, query }) {
      const name = authorization === undefined ? resultLinks?.read(path, query) : undefined;
      return name === undefined ? identify(db, authorization) : identifyLink(db, name);
    },
    authorise(operation, { kind }) {
      const isDiscovery = operation.path.startsWith('/batch/') && operation.callers?.includes('discovery');
      // A signature token opens the Discovery API, and nothing else does.
      if (kind !== 'nobody' && (kind === 'discovery') !== isDiscovery) {
        throw new Refusal(401, 'This credential is of another kind than this API takes.');
      }
      if (allows(operation, kind)) return;
      // Only a workspace key may read the audit log: others are told so by a 401, without a body.
      if (operation.id === 'auditLogs.list') throw new Refusal(401, '');
      if (kind === 'nobody')
        throw new Refusal(401, 'The API token or its secret is missing, wrong, revoked or expired.');
      throw new Refusal(403, `A ${kind} key may not do this.`);
    },
    invalid: (operation, issues) => invalid(operation, issues),
    unknownRoute: () => notFound('request path not recognized'),
    envelope: isBefore2024 ? oldEnvelope : envelope,
  };
}

/** `/spaces` and `/collections` are one resource. */
function bothSpellings({ id, path }: Operation): readonly `/${string}`[] {
  // As its own link says, and as runs of 2016 said.
  if (id === 'pdfExports.download') return [`${path}.pdf`];
  if (id === 'pdfExports.get') return [path.replace(/\.pdf$/, '') as `/${string}`];
  const other = path.replace(
    /^(\/api\/\{workspace\})\/(spaces|collections)(?=\/|$)/,
    (_, start: string, word: string) => {
      return `${start}/${word === 'spaces' ? 'collections' : 'spaces'}`;
    },
  );
  return other === path ? [] : [other as `/${string}`];
}

/** A wrong query parameter never fails, it is overlooked; a wrong body does, and so does what cannot be done without. */
function invalid(operation: Operation, issues: readonly Issue[]): Refusal | undefined {
  if (operation.method === 'GET' || operation.method === 'DELETE') {
    const missing = issues.find(({ message }) => message === 'is missing')?.path;
    return missing === undefined ? undefined : lacking(missing);
  }
  const { id, wrapper } = operation;
  const lacksWrapper = wrapper !== undefined && issues.some(({ path }) => path === wrapper);
  if (lacksWrapper) {
    return lacking(wrapper);
  }
  // Whatever is no object with a frequency, `0 6 * * 1` among it.
  if (id.startsWith('reportSchedules.') && issues.some(({ path }) => path === 'cron')) {
    return new Refusal(400, 'Cronline must be formatted as a cron string');
  }
  // It says in its own words what is missing.
  if (id === 'reportFilters.create' || id === 'reportFilters.update') return undefined;
  return new Refusal(400, issuesInWords(issues));
}

function lacking(parameter: string): Refusal {
  return new Refusal(400, `param is missing or the value is empty: ${parameter}`, { code: 'param_missing' });
}
