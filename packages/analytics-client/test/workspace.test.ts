import { basic, InputError } from '@bimodal/auth-core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { AnalyticsClient } from '../src/index.ts';

const credential = basic({ token: 'test-token', secret: 'test-secret' });

it.each(['acme\n', 'acme\r', ' acme', 'acme ', '\ufeffacme', 'a\tb', 'acme\0', '', 'acme/reports'])(
  'no workspace is called %j, in code or in the environment',
  (workspace) => {
    expect(() => new AnalyticsClient({ workspace, credential })).toThrow(InputError);
    // An environment holds no NUL, and what is set to nothing counts as not set.
    if (workspace === '' || workspace.includes('\0')) return;
    vi.stubEnv('MODE_ANALYTICS_WORKSPACE', workspace);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(() => new AnalyticsClient({ credential })).toThrow(InputError);
  },
);
