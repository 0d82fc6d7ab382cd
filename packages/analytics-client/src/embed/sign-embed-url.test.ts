import { inspect } from 'node:util';
import { InputError } from '@bimodal/auth-core';
import { describe, expect, it } from 'vitest';
import { signEmbedUrl, type EmbedOptions } from './sign-embed-url.ts';

const first: EmbedOptions = {
  workspace: 'test',
  report: '12eaf1245c7e',
  accessKey: '1234567890',
  accessSecret: '0987654321',
  maxAge: 1800,
  timestamp: 1532446786,
};

describe('signEmbedUrl', () => {
  it.each<[string, EmbedOptions, string]>([
    [
      'https://app.mode.com/test/reports/12eaf1245c7e/embed?access_key=1234567890&max_age=1800&timestamp=1532446786',
      first,
      'bce6321f616c77321e8dcc7943b6f3f8c23425b23c87a14a23395a423f605da9',
    ],
    [
      'https://modeanalytics.com/ben/reports/packages/embed?access_key=lime&max_age=3600&param_foo=bar&timestamp=1',
      {
        workspace: 'ben',
        report: 'packages',
        accessKey: 'lime',
        accessSecret: 'shhh',
        maxAge: 3600,
        parameters: { foo: 'bar' },
        timestamp: 1,
        baseUrl: 'https://modeanalytics.com',
      },
      'dcb4ea596c589ab4439633b5644e62b43fc1e783753a882fa8b8bd763531d80d',
    ],
    [
      'https://modeanalytics.com/demo/reports/aaabbcccddd/embed?access_key=abcd&max_age=3600&param_foo=bar&timestamp=1000',
      {
        workspace: 'demo',
        report: 'aaabbcccddd',
        accessKey: 'abcd',
        accessSecret: '1234',
        maxAge: 3600,
        parameters: { foo: 'bar' },
        timestamp: new Date(1_000_000),
        baseUrl: 'https://modeanalytics.com/',
      },
      '3732d3e689c70d18a41f3a09870ea970d9e7e8dac8155906f5239e0f9785575e',
    ],
  ])('signs %s', (url, options, signature) => {
    expect(signEmbedUrl(options)).toBe(`${url}&signature=${signature}`);
  });

  it('says what is missing where nothing is given', () => {
    expect(() => Reflect.apply(signEmbedUrl, undefined, [])).toThrow('`workspace` is empty');
  });

  it('encodes values once, and sorts by name', () => {
    const url = signEmbedUrl({ ...first, parameters: { b: 'x y&z', a: 1 } });
    expect(url).toContain('&max_age=1800&param_a=1&param_b=x%20y%26z&timestamp=');
  });

  it('says several values of one parameter, in the order given', () => {
    const url = signEmbedUrl({ ...first, parameters: { b: ['y', 'x', 2], a: true, 'b[': '1' } });
    expect(url).toContain(
      '&max_age=1800&param_a=true&param_b%5B=1&param_b%5B%5D=y&param_b%5B%5D=x&param_b%5B%5D=2&timestamp=',
    );
  });

  it('says that the report is to run now, with or without an age', () => {
    expect(signEmbedUrl({ ...first, run: 'now' })).toContain('&max_age=1800&run=now&timestamp=1532446786&');
    expect(signEmbedUrl({ ...first, maxAge: undefined, run: 'now' })).toContain(
      '?access_key=1234567890&run=now&timestamp=1532446786&signature=',
    );
  });

  it.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'https://mode.test'])(
    'signs for %s',
    (baseUrl) => {
      expect(signEmbedUrl({ ...first, baseUrl })).toMatch(`${baseUrl}/test/reports/`);
    },
  );

  it('signs for now where no time is given', () => {
    const { timestamp: _, ...now } = first;
    const said = Number(new URL(signEmbedUrl(now)).searchParams.get('timestamp'));
    expect(Math.abs(said - Date.now() / 1000)).toBeLessThan(60);
  });

  it('takes nothing from a prototype', () => {
    const { timestamp: _, ...now } = first;
    const polluted = Object.assign(Object.create({ timestamp: 5 }) as EmbedOptions, now);
    expect(signEmbedUrl(polluted)).not.toContain('&timestamp=5&');
  });

  it.each<object>([
    { workspace: '' },
    { accessKey: '' },
    { maxAge: 1.5 },
    { maxAge: -1 },
    { timestamp: Number.NaN },
    { timestamp: Date.now() },
    { params: { origin: 'SEA' } },
    { parameters: { origin: undefined } },
    { parameters: { origin: [] } },
    { parameters: { origin: ['SEA', null] } },
    { parameters: { origin: { code: 'SEA' } } },
    { parameters: { origin: Number.NaN } },
    { parameters: [['origin', 'SEA']] },
    { parameters: new Map([['origin', 'SEA']]) },
    { parameters: 'origin=SEA' },
    { parameters: { 'origin\ud800': 'SEA' } },
    { parameters: { origin: '\udfff' } },
    { parameters: { origin: ['SEA', '\udfff'] } },
    { workspace: '.' },
    { workspace: '..' },
    { workspace: '\ud800' },
    { report: '.' },
    { report: '..' },
    { report: '\ud800' },
    { report: 'a\n' },
    { accessKey: 'a\n' },
    { accessSecret: 'test-secret\n' },
    { accessSecret: 'test-secret\0' },
    { maxAge: undefined },
    { maxAge: '1' },
    { run: 'later' },
    { run: true },
    { baseUrl: 'app.mode.com' },
    { baseUrl: 'https://app.mode.com/x' },
    { baseUrl: 'https://app.mode.com/#x' },
    { baseUrl: 'https://app.mode.com/?x' },
    { baseUrl: 'https://user:test-secret@app.mode.com' },
    { baseUrl: 'http://app.mode.com' },
    { baseUrl: 'http://127.0.0.1.evil.test' },
    { baseUrl: 'ftp://app.mode.com' },
    { baseUrl: 'data:,x' },
  ])('refuses %j without showing the secret', (wrong) => {
    const sign = () => signEmbedUrl({ ...first, accessSecret: 'test-secret', ...wrong });
    expect(sign).toThrow(InputError);
    try {
      sign();
    } catch (error) {
      expect(inspect(error, { depth: 10 })).not.toContain('test-secret');
    }
  });
});
