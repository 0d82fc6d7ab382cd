import type { Operation } from '@bimodal/contract/runtime';

/** Addresses that the platform hands out, for whoever has them: no client knows them beforehand. */
export const otherRoutes: readonly Operation[] = [
  route('downloads.get', 'GET', '/download/{token}'),
  route('downloads.getStatus', 'GET', '/download/{token}/status'),
  route('uploads.put', 'PUT', '/upload/{token}'),
];

function route(id: string, method: Operation['method'], path: Operation['path']): Operation {
  return {
    id,
    method,
    path,
    input: 'any',
    output: 'any',
    shapes: {},
    idempotent: true,
    destructive: false,
    source: 'inferred',
    callers: ['nobody'],
  };
}
