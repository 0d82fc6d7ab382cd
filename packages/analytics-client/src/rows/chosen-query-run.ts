import { InputError } from '@bimodal/auth-core';
import type { QueryRun } from '../gen/models.ts';

/**
 * The query run that is meant: the only one, or the one of the query with this token or, where none has it, this name.
 *
 * @throws InputError if none is meant, or several are.
 */
export function chosenQueryRun(
  queryRuns: readonly QueryRun[],
  query: string | undefined,
  operation: string,
): QueryRun {
  const byToken = queryRuns.filter((each) => query === undefined || each.query_token === query);
  const candidates = byToken.length > 0 ? byToken : queryRuns.filter((each) => each.query_name === query);
  const [first] = candidates;
  if (first !== undefined && candidates.length === 1) return first;
  const known = queryRuns.map((each) => `${each.query_token} (${each.query_name ?? 'untitled'})`).join(', ');
  throw new InputError(
    known === ''
      ? `${operation}: this run has no queries.`
      : `${operation}: pass as \`query\` the token or the name of the query whose rows you want, one of ${known}.`,
    { operation },
  );
}
