import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identify } from '../src/identity/identify.ts';
import { readSettings, type Settings } from '../src/settings.ts';
import { Home } from './home.ts';

let home: Home;
beforeAll(async () => {
  home = await Home.open();
});
afterAll(() => home[Symbol.asyncDispose]());

/** Settings with a state of their own. */
function settings(state: string, env: NodeJS.ProcessEnv = {}): Settings {
  const { url } = home.emulator;
  const read = readSettings(['--base-url', url, '--state', join(home.state, state)], env);
  if (read === 'help') throw new Error('Nobody asked for help.');
  return read;
}

const quiet = (): void => {};

it('redeems its token once, and is who it became from then on', async () => {
  const token = await home.token();
  const given = settings('once', { MODE_CLOUD_PROVISIONING_TOKEN: token });
  const { device } = await identify(given, quiet);
  const again = await identify(given, quiet);
  expect([again.device, again.credential?.kind, again.credential?.origin]).toEqual([
    device,
    'device',
    home.emulator.url,
  ]);
  const file = join(given.state, 'identity.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(given.state)).mode & 0o077).toBe(0);

  await chmod(file, 0o640);
  await expect(identify(given, quiet)).rejects.toMatchObject({ exitCode: 3, message: /chmod 600/ });
  await chmod(file, 0o600);
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 20));
  await expect(identify(given, quiet)).rejects.toMatchObject({
    exitCode: 3,
    message: /no device's identity/,
  });
});

it('does not use its token up where its key could not be kept', async () => {
  const token = await home.token();
  const given = settings('unkept', { MODE_CLOUD_PROVISIONING_TOKEN: token });
  await mkdir(given.state, { mode: 0o700 });
  // A disk that is not mounted: what is written there has no place.
  const disk = join(home.state, 'disk');
  await symlink(join(disk, 'identity.json'), join(given.state, 'identity.json'));
  await expect(identify(given, quiet)).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(/cannot be written \(ENOENT\).* The token was not used/) as string,
  });
  await mkdir(disk);
  const { device } = await identify(given, quiet);
  expect(JSON.parse(await readFile(join(disk, 'identity.json'), 'utf8'))).toMatchObject({ device });
  expect(await readdir(disk)).toEqual(['identity.json']);
});

it('says what is missing where it is nobody, or its token is not taken', async () => {
  await expect(identify(settings('nobody'), quiet)).rejects.toMatchObject({ exitCode: 3 });
  const wrong = settings('wrong', { MODE_CLOUD_PROVISIONING_TOKEN: 'test-token' });
  const error = await identify(wrong, quiet).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ exitCode: 3, message: expect.stringContaining('Ask for a new one') });
  expect(String(error)).not.toContain('test-token');
});
