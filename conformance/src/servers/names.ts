import dns, { type LookupAddress, type LookupOptions } from 'node:dns';

type Found = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * Lets every name that ends in `.test` or `.localhost` lead to this machine, in this process only: what a client does
 * with a host that is not this machine can then be seen without any other machine.
 *
 * @param failures how often a look-up fails before it succeeds, per name.
 */
export function ownNames(failures: Readonly<Record<string, number>> = {}): void {
  const left = new Map(Object.entries(failures));
  const real = dns.lookup;
  const own = (hostname: string, given: LookupOptions | number | Found, callback?: Found): void => {
    const found = typeof given === 'function' ? given : callback;
    const options: LookupOptions = typeof given === 'object' ? given : {};
    if (found === undefined) return;
    if (!/\.(test|localhost)$/.test(hostname)) {
      Reflect.apply(real, dns, [hostname, options, found]);
      return;
    }
    const still = left.get(hostname) ?? 0;
    left.set(hostname, still - 1);
    setImmediate(() => {
      if (still > 0) found(notFound(hostname), '');
      else if (options.all === true) found(null, [{ address: '127.0.0.1', family: 4 }]);
      else found(null, '127.0.0.1', 4);
    });
  };
  Reflect.set(dns, 'lookup', own);
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  });
}
