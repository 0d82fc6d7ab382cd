import { operation, type Operation, type Schema } from '@bimodal/contract';

/** Nobody reads it: routes without a client are not judged. */
const unjudged: Schema = { _zod: { output: undefined } };

/** Addresses that the platform hands out, for whoever has them: no client knows them beforehand. */
export const otherRoutes: readonly Operation[] = [
  route('downloads.get', 'GET', '/download/{token}'),
  route('downloads.getStatus', 'GET', '/download/{token}/status'),
  route('uploads.put', 'PUT', '/upload/{token}'),
];

function route(id: string, method: Operation['method'], path: Operation['path']): Operation {
  return operation({
    id,
    method,
    path,
    input: unjudged,
    output: unjudged,
    idempotent: true,
    ...(method === 'GET' ? {} : { destructive: false }),
    source: 'inferred',
    doc: '',
    callers: ['nobody'],
  });
}
