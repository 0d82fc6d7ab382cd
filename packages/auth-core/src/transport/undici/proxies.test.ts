import { describe, expect, it } from 'vitest';
import { proxiesOf } from './proxies.ts';

const http = 'http://proxy.test:8080';
const https = 'http://secure.test:8080';
const loopback = 'localhost,127.0.0.1,::1';

describe('the proxies of a client', () => {
  it('are none where nobody asks for any', () => {
    expect(proxiesOf(undefined, { HTTPS_PROXY: https })).toBeUndefined();
    expect(proxiesOf(undefined, { HTTPS_PROXY: https, NODE_USE_ENV_PROXY: '0' })).toBeUndefined();
    expect(proxiesOf('environment', {})).toBeUndefined();
  });

  it('are the one that is given, and never for this machine', () => {
    expect(proxiesOf(http, { HTTPS_PROXY: https })).toEqual({ http, https: http, except: loopback });
  });

  it.each([
    ['environment', {}],
    [undefined, { NODE_USE_ENV_PROXY: '1' }],
  ])('come from the environment with %s and %j', (option, more) => {
    const environment = {
      HTTP_PROXY: 'http://other.test',
      http_proxy: http,
      HTTPS_PROXY: https,
      NO_PROXY: 'a.test',
      ...more,
    };
    expect(proxiesOf(option, environment)).toEqual({ http, https, except: `${loopback},a.test` });
  });

  it('for https are those for http, where they are not said', () => {
    expect(proxiesOf('environment', { HTTP_PROXY: http })).toMatchObject({ http, https: http });
  });

  it.each(['test-secret', 'socks5://test-secret@proxy.test', 'http://test-secret@:x', ''])(
    'are refused as %j, and not shown',
    (address) => {
      const refused = (): unknown => proxiesOf(address, {});
      expect(refused).toThrow('http or https proxy');
      expect(refused).not.toThrow('test-secret');
    },
  );

  it('that the environment names wrong are told by their variable', () => {
    expect(() => proxiesOf('environment', { HTTPS_PROXY: 'proxy.test' })).toThrow('HTTPS_PROXY');
  });
});
