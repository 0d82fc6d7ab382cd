import { describe, expect, it } from 'vitest';
import { analyticsEnvironment, cloudEnvironment } from './environment.ts';

const context = { refused: undefined };

describe('analyticsEnvironment', () => {
  const both = { MODE_ANALYTICS_TOKEN: 'test-token', MODE_ANALYTICS_SECRET: 'test-secret' };

  it('is bound to production', () => {
    expect(analyticsEnvironment(both).provide(context)).toMatchObject({
      scheme: 'Basic',
      origin: 'https://app.mode.com',
      from: 'environment',
    });
  });

  it('is bound to the base URL that is set beside it', () => {
    const environment = { ...both, MODE_ANALYTICS_BASE_URL: 'http://127.0.0.1:4747/' };
    expect(analyticsEnvironment(environment).provide(context)).toMatchObject({
      origin: 'http://127.0.0.1:4747',
    });
  });

  it('refuses a base URL with a path', () => {
    const environment = { ...both, MODE_ANALYTICS_BASE_URL: 'https://proxy.test/mode' };
    expect(() => analyticsEnvironment(environment).provide(context)).toThrow(
      'MODE_ANALYTICS_BASE_URL has a path',
    );
  });

  it.each(['MODE_ANALYTICS_TOKEN', 'MODE_ANALYTICS_SECRET'])('says that %s is missing', (name) => {
    expect(() => analyticsEnvironment({ ...both, [name]: '' }).provide(context)).toThrow(`set ${name} too`);
  });

  it('has none where neither is set', () => {
    expect(analyticsEnvironment({}).provide(context)).toEqual({
      lookedFor: 'MODE_ANALYTICS_TOKEN and MODE_ANALYTICS_SECRET are not set',
    });
  });
});

describe('cloudEnvironment', () => {
  it('is bound to production, or to the base URL that is set beside it', () => {
    expect(cloudEnvironment({ MODE_CLOUD_KEY: 'test-key' }).provide(context)).toMatchObject({
      scheme: 'ModeCloud',
      origin: 'https://api.tinkermode.com',
    });
    const environment = { MODE_CLOUD_KEY: 'test-key', MODE_CLOUD_BASE_URL: 'http://localhost:1' };
    expect(cloudEnvironment(environment).provide(context)).toMatchObject({ origin: 'http://localhost:1' });
  });

  it('refuses a base URL with a path', () => {
    const environment = { MODE_CLOUD_KEY: 'test-key', MODE_CLOUD_BASE_URL: 'https://proxy.test/mode' };
    expect(() => cloudEnvironment(environment).provide(context)).toThrow('MODE_CLOUD_BASE_URL has a path');
  });

  it('has none where it is not set', () => {
    expect(cloudEnvironment({ MODE_CLOUD_KEY: '' }).provide(context)).toEqual({
      lookedFor: 'MODE_CLOUD_KEY is not set',
    });
  });
});
