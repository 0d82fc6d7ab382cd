/** A call of MODE's REST API that web clients may make, as their own user. */
export interface ProxyCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Fields of the query or body that name a home. */
  readonly homeField?: 'homeId';
}

const series = '/homes/{home}/smartModules/{module}/timeSeries';

/** Everything else is refused: nothing about users, sessions, keys, or other people's homes. */
export const proxyCalls: readonly ProxyCall[] = [
  { method: 'GET', path: '/homes' },
  { method: 'POST', path: '/homes' },
  { method: 'GET', path: '/homes/{home}' },
  { method: 'PATCH', path: '/homes/{home}' },
  { method: 'DELETE', path: '/homes/{home}' },
  { method: 'GET', path: '/homes/{home}/members' },
  { method: 'GET', path: '/homes/{home}/kv' },
  { method: 'GET', path: '/homes/{home}/kv/{key}' },
  { method: 'PUT', path: '/homes/{home}/kv/{key}' },
  { method: 'DELETE', path: '/homes/{home}/kv/{key}' },
  { method: 'GET', path: series },
  { method: 'GET', path: `${series}/{series}/data` },
  { method: 'GET', path: '/devices', homeField: 'homeId' },
  { method: 'POST', path: '/devices', homeField: 'homeId' },
  { method: 'GET', path: '/devices/{device}' },
  { method: 'PUT', path: '/devices/{device}/command' },
  { method: 'GET', path: '/devices/{device}/kv' },
  { method: 'GET', path: '/devices/{device}/kv/{key}' },
  { method: 'PUT', path: '/devices/{device}/kv/{key}' },
];
