import { isIPv4 } from 'node:net';

/**
 * Whether a `Host` header names this machine by a name that no foreign name server can give. A page that a browser loaded
 * from elsewhere can make its own name point to 127.0.0.1 (DNS rebinding), and then sends that name here.
 */
export function isLoopbackHost(header: string | undefined): boolean {
  if (header === undefined) return false;
  const match = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(header.trim().toLowerCase());
  const host = match?.[1];
  if (!host) return false;
  return host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}

/** What a request under a foreign name is told, before anything else is looked at. */
export function foreignHostText(header: string | undefined): string {
  const name = header === undefined ? 'no Host header' : `the Host ${JSON.stringify(header.slice(0, 100))}`;
  return `This emulator answers to localhost and 127.0.0.1 only, and was sent ${name}. Start it with --host to let other names in.\n`;
}
