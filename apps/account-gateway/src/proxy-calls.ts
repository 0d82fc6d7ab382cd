/** A call of MODE's REST API that web clients may make, as their own user. */
export interface ProxyCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** What the query or body may hold; `homeId` has to be there, and to be a home of one's own. */
  readonly fields?: readonly string[];
}

const series = '/homes/{home}/smartModules/{module}/timeSeries';

/** Everything else is refused: nothing about users, sessions, keys, or other people's homes. */
export const proxyCalls: readonly ProxyCall[] = [
  { method: 'GET', path: '/homes', fields: ['search', 'skip', 'limit'] },
  { method: 'POST', path: '/homes', fields: ['name'] },
  { method: 'GET', path: '/homes/{home}' },
  { method: 'PATCH', path: '/homes/{home}', fields: ['name'] },
  { method: 'DELETE', path: '/homes/{home}' },
  { method: 'GET', path: '/homes/{home}/members', fields: ['skip', 'limit'] },
  { method: 'GET', path: '/homes/{home}/kv', fields: ['keyPrefix'] },
  { method: 'GET', path: '/homes/{home}/kv/{key}' },
  { method: 'PUT', path: '/homes/{home}/kv/{key}', fields: ['value'] },
  { method: 'DELETE', path: '/homes/{home}/kv/{key}' },
  { method: 'GET', path: series, fields: ['skip', 'limit'] },
  {
    method: 'GET',
    path: `${series}/{series}/data`,
    fields: ['begin', 'end', 'aggregation', 'resolution', 'ts', 'limit'],
  },
  { method: 'GET', path: '/devices', fields: ['homeId', 'skip', 'limit'] },
  { method: 'POST', path: '/devices', fields: ['homeId', 'claimCode'] },
  { method: 'GET', path: '/devices/{device}' },
  { method: 'PUT', path: '/devices/{device}/command', fields: ['action', 'parameters'] },
  { method: 'GET', path: '/devices/{device}/kv', fields: ['keyPrefix'] },
  { method: 'GET', path: '/devices/{device}/kv/{key}' },
  { method: 'PUT', path: '/devices/{device}/kv/{key}', fields: ['value'] },
];
