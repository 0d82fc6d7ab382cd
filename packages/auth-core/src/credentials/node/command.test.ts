import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { analyticsCommand, cloudCommand } from './command.ts';
import { authorization, Credential } from '../credential.ts';

const node = process.execPath;

/** A command that runs a line of JavaScript. */
function script(line: string): string[] {
  return [node, '-e', line];
}

async function failure(command: readonly string[]): Promise<string> {
  const provider = cloudCommand(command);
  const error: unknown = await Promise.resolve(provider.provide({ refused: undefined })).catch(
    (reason: unknown) => reason,
  );
  return inspect(error, { depth: 10, showHidden: true });
}

describe('a command', () => {
  it('prints the credential of either platform', async () => {
    const cloud = await cloudCommand(
      script(`console.log(JSON.stringify({ key: 'test-key', kind: 'device', origin: 'https://x.test' }))`),
    ).provide({ refused: undefined });
    expect(cloud).toMatchObject({ kind: 'device', origin: 'https://x.test', from: 'command' });
    const analytics = await analyticsCommand(
      script(`console.log(JSON.stringify({ token: 'test-token', secret: 'test-secret' }))`),
    ).provide({ refused: undefined });
    expect(analytics instanceof Credential && analytics[authorization]()).toBe(
      'Basic dGVzdC10b2tlbjp0ZXN0LXNlY3JldA==',
    );
    expect(analytics).toMatchObject({ origin: 'https://app.mode.com' });
  });

  it('may put a mark of byte order before its JSON', async () => {
    const print = `process.stdout.write('\\ufeff' + JSON.stringify({ key: 'test-key' }) + '\\r\\n')`;
    const found = await cloudCommand(script(print)).provide({ refused: undefined });
    expect(found).toMatchObject({ from: 'command' });
  });

  it('is run without a shell', async () => {
    const text = await failure([
      node,
      '-p',
      'JSON.stringify(process.argv)',
      '$(echo test-key)',
      '; echo x',
      '`id`',
    ]);
    expect(text).toContain('not an object');
    expect(text).not.toContain('test-key');
  });

  it.each([
    ['is not there', ['bimodal-no-such-program', 'test-secret'], 'was not found'],
    [
      'fails',
      script(`console.error('test-secret'); console.log('test-secret'); process.exit(3)`),
      'exit code 3',
    ],
    ['prints no JSON', script(`console.log('test-secret')`), 'did not print JSON'],
    ['prints too much', script(`process.stdout.write('test-secret'.repeat(10000))`), 'more than 64 KiB'],
    ['prints something else', script(`console.log('{"keys":"test-secret"}')`), 'not known here'],
    ['is empty', [], 'name a program'],
    ['has a NUL in an argument', [node, 'test-secret\0'], 'a NUL in it'],
    ['is below what is no folder', [`${node}/program`, 'test-secret'], 'could not be run'],
    ['is too long', [node, '-e', '', 'test-secret'.repeat(400_000)], 'could not be run'],
  ])('that %s is an error that shows neither arguments nor output', async (_what, command, message) => {
    const text = await failure(command);
    expect(text).toContain(message);
    expect(text).not.toContain('test-secret');
  });

  it('that may not be run, or is in no folder of PATH that may be read, is told as both', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
    const program = join(folder, 'bimodal-no-such-program');
    vi.stubEnv('PATH', folder);
    try {
      await chmod(folder, 0o000);
      // Root reads every folder, and so is told that there is no such program.
      expect(await failure(['bimodal-no-such-program'])).toContain('was not found');
      await chmod(folder, 0o700);
      await writeFile(program, '#!/bin/sh', { mode: 0o600 });
      for (const command of [program, 'bimodal-no-such-program'])
        expect(await failure([command])).toMatch(/may not be run, or was not found because a folder/);
    } finally {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    }
  });

  it('is given up after 10 s, also when something that it started holds its output open', async () => {
    const started = performance.now();
    const text = await failure(
      script(
        `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 13000)'], { stdio: 'inherit' });`,
      ),
    );
    expect(text).toContain('did not end within 10 s');
    expect(performance.now() - started).toBeLessThan(12_900);
  });

  it('may print any JSON and is answered with a credential or a CredentialError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const text = await failure([node, '-e', 'process.stdout.write(process.argv[1])', json]);
        expect(text).toMatch(/^(CredentialError|InputError|OriginError|\[ModeCloud credential)/);
      }),
      { numRuns: 15 },
    );
  });
});
