import { InputError } from '../../errors/input-error.ts';
import { variable, type Environment } from '../../values/variable.ts';

/** Through which proxies requests go; an empty address stands for none. */
export interface Proxies {
  readonly http: string;
  readonly https: string;
  /** Hosts that go through none, divided by commas. */
  readonly except: string;
}

/** What goes to this machine itself: its credential would travel in the clear to the proxy. */
const loopback = 'localhost,127.0.0.1,::1';

/**
 * The proxies that an option asks for; where there is none, those that Node's own `fetch` would take. The names in small
 * letters come first, as everywhere.
 *
 * @throws InputError for an address that is no http or https URL. It is not shown: it may hold a password.
 */
export function proxiesOf(option: string | undefined, environment: Environment): Proxies | undefined {
  const asked = option ?? (variable(environment, 'NODE_USE_ENV_PROXY') === '1' ? 'environment' : undefined);
  if (asked === undefined) return undefined;
  if (asked !== 'environment') {
    checkAddress(asked, '`proxy`');
    return { http: asked, https: asked, except: loopback };
  }
  const read = (name: string): string =>
    variable(environment, name.toLowerCase()) ?? variable(environment, name) ?? '';
  const http = read('HTTP_PROXY');
  const https = read('HTTPS_PROXY');
  if (http !== '') checkAddress(http, 'HTTP_PROXY');
  if (https !== '') checkAddress(https, 'HTTPS_PROXY');
  if (http === '' && https === '') return undefined;
  return { http, https: https === '' ? http : https, except: `${loopback},${read('NO_PROXY')}` };
}

function checkAddress(address: unknown, name: string): void {
  if (typeof address === 'string' && /^https?:\/\//i.test(address) && URL.canParse(address)) return;
  throw new InputError(
    `${name} must be the address of an http or https proxy, such as "http://proxy.example.com:8080", or 'environment'.`,
  );
}
