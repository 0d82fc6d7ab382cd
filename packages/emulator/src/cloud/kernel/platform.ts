import { matchPath, type Decoded, type Operation, type Received } from '@bimodal/contract/runtime';
import type { ServedContract } from '../../server/contract.ts';
import { issuesInWords } from '../../server/issues.ts';
import type { Handlers, Platform } from '../../server/platform.ts';
import { identify, keyOf, keyParameter, type CloudIdentity } from './identity.ts';
import { Refusal } from '../../server/refusal.ts';
import type { CloudParts } from './parts.ts';
import { authorise } from '../homes/permissions.ts';
import { missing, unknown } from './reasons.ts';

/** MODE Cloud on the wire: its credentials and errors. It lives at the root, so every path that is nobody else's is its. */
export function cloudPlatform(
  { db, tokens }: CloudParts,
  contract: ServedContract,
  handlers: Handlers<CloudIdentity>,
): Platform<CloudIdentity> {
  return {
    name: 'cloud',
    contract: {
      ...contract,
      read: (operation, received) =>
        judgeLength(contract.read(operation, keyless(operation, received)), received),
    },
    handlers,
    owns: () => true,
    mediaType: 'application/json; charset=utf-8',
    identify: ({ authorization, query, isSocket }) =>
      identify(db, tokens, keyOf(authorization, isSocket ? query : undefined)),
    authorise,
    invalid: (_operation, issues) => missing(issuesInWords(issues)),
    unknownRoute: (method, path) => {
      const known = contract.operations.filter((each) => matchPath(each.path, path) !== undefined);
      const allow = methods.filter((method) => known.some((each) => each.method === method));
      return allow.length === 0 || allow.some((each) => each === method)
        ? unknown('endpoint')
        : new Refusal(405, `This takes ${allow.join(', ')}.`, { headers: { allow: allow.join(', ') } });
    },
    // Where the platform has no word for it, words stand in `data`, which clients take for an object of any kind.
    envelope: ({ code, status, message }) =>
      code === undefined ? { reason: reasons[status] ?? 'UNKNOWN', data: { message } } : { reason: code },
    cors: {
      answer: {
        'access-control-allow-origin': '*',
        'access-control-allow-credentials': 'false',
        'access-control-expose-headers': 'X-Xsrf-Guard, vnd.tinkermode.range',
      },
      preflight: {
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
        'access-control-allow-headers': 'Authorization, Content-Type',
        'access-control-max-age': '600',
      },
    },
  };
}

/** In the order in which people list them. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What was asked, without the key in a websocket's address: that is no input. */
function keyless(operation: Operation, received: Received): Received {
  const [path = '', query] = received.path.split('?', 2);
  if (operation.stream !== 'websocket' || query === undefined) return received;
  const parameters = new URLSearchParams(query);
  parameters.delete(keyParameter);
  return { ...received, path: parameters.size === 0 ? path : `${path}?${parameters.toString()}` };
}

/** Notes a body that comes in chunks: the platform asks for its length. Source: documented (API 2.1). */
function judgeLength(decoded: Decoded, { headers }: Received): Decoded {
  if (headers['transfer-encoding'] === undefined) return decoded;
  const departure = { path: 'content-length', message: 'is missing' };
  return { ...decoded, departures: [...decoded.departures, departure] };
}

/** For refusals of the kernel's own, which know no reason of the platform's. */
const reasons: Readonly<Record<number, string>> = {
  400: 'MISSING_PARAMETERS',
  401: 'UNAUTHENTICATED_CLIENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
};
