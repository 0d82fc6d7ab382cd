import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runServer } from 'verdaccio';
import { npm } from './npm.ts';

/** A registry on this machine: what is published to it is ours, everything else comes from the user's own. */
export interface LocalRegistry extends AsyncDisposable {
  readonly url: string;
  /** The npm configuration of somebody who uses this registry, with a cache of its own. */
  readonly userConfig: string;
}

/** @param folder a new folder, which holds all that it keeps. */
export async function startRegistry(folder: string): Promise<LocalRegistry> {
  mkdirSync(folder);
  const server: unknown = await runServer(configuration(folder, upstream()));
  if (!(server instanceof Server)) throw new Error('verdaccio made no server.');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const userConfig = join(folder, 'npmrc');
  // npm publishes nothing without a token; the registry takes any.
  const token = `//127.0.0.1:${port}/:_authToken=test-token`;
  writeFileSync(userConfig, `registry=${url}\ncache=${join(folder, 'cache')}\n${token}\n`);
  return {
    url,
    userConfig,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Publishes tarballs as `changeset publish` would, but for the provenance. */
export async function publish(registry: LocalRegistry, tarballs: readonly string[]): Promise<void> {
  for (const tarball of tarballs) {
    await npm(['publish', tarball, '--provenance=false'], { userConfig: registry.userConfig });
  }
}

function upstream(): string {
  return execFileSync('npm', ['config', 'get', 'registry'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).trim();
}

function configuration(folder: string, uplink: string) {
  const everyone = '$all';
  return {
    configPath: join(folder, 'config.yaml'),
    storage: join(folder, 'storage'),
    self_path: folder,
    web: { enable: false },
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
    uplinks: { upstream: { url: uplink, timeout: '60s', max_fails: 100, maxage: '60m' } },
    packages: {
      '@bimodal/*': { access: everyone, publish: everyone },
      '**': { access: everyone, proxy: 'upstream' },
    },
    log: { type: 'file', path: join(folder, 'registry.log'), format: 'json', level: 'warn' },
  };
}
