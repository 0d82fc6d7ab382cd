import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engineFor, facts, platform } from '../../test/engine.ts';
import { Engine } from '../engine/engine.ts';
import { CredentialError } from '../errors/credential-error.ts';
import { basic } from './basic.ts';
import { analyticsEnvironment } from './environment.ts';
import { modeCloudKey } from './mode-cloud-key.ts';
import { signatureToken } from './signature-token.ts';

const basicToken = basic({ token: 'test-token', secret: 'test-secret' });
const signature = signatureToken({ token: 'test-token', accessKey: 'test-key', accessSecret: 'test-secret' });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

it('takes every credential where there is no page', () => {
  for (const credential of [basicToken, signature, modeCloudKey('test-key', { kind: 'project' })]) {
    expect(() => engineFor('http://127.0.0.1:9', {}, credential)).not.toThrow();
  }
});

describe('in a page', () => {
  beforeEach(() => {
    vi.stubGlobal('document', {});
  });

  it.each([
    ['an API token', basicToken],
    ['a signature token', signature],
  ])('refuses %s at construction, without showing it', (_what, credential) => {
    const construct = (): unknown => engineFor('http://127.0.0.1:9', {}, credential);
    expect(construct).toThrow(CredentialError);
    expect(construct).toThrow(/cannot be called from a page.*account-gateway/);
    expect(construct).not.toThrow(/test-(token|secret|key)/);
  });

  it('refuses a platform that has no credential for pages, wherever its credential would come from', () => {
    vi.stubEnv('MODE_ANALYTICS_TOKEN', 'test-token');
    const analytics = { ...facts, platform: { ...platform, schemes: ['Basic', 'Bearer'] as const } };
    expect(() => new Engine(analytics, {}, analyticsEnvironment())).toThrow(/from a page/);
  });
});
