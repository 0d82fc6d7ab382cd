import { InputError } from '@bimodal/auth-core';
import { describe, expect, it } from 'vitest';
import { readBulkDataHeaders, verifyWebhook } from '../index.ts';

const url = 'https://example.com/hooks/mode';
const key = 'test-secret';

// Computed by openssl: `printf '%s%s' "$url" "$body" | openssl dgst -sha256 -hmac "$key" -hex`.
const sample = {
  url,
  key,
  body: '{"homeId":173,"timestamp":"2016-01-04T23:26:09.521Z","eventType":"abc","eventData":{},"originDeviceId":260}',
  signature: '83481a21f35c0474a29c957556455748df7aafc5fcdf6d8e9ef100f531062fca',
};
const vectors = [
  sample,
  {
    url: `${url}?a=1`,
    key,
    body: '{"eventType":"grüße","eventData":{"text":"日本"}}',
    signature: 'e83b15f9919352f99c585bb16934a2385bab842af788d6a13ad0e79ffc50467a',
  },
  {
    url,
    key,
    body: new Uint8Array([0, 255, 128, 1]),
    signature: 'f9013b2a2fb00e1966a7fee606a1866cc2772c94ee90ab21abf7d9380274db2f',
  },
  {
    url,
    key: 'test-key',
    body: '',
    signature: '73ef4645fdacbc71f962d63ebbe1ecdd01045f3598810101b42bff719f665bda',
  },
];

describe('verifyWebhook', () => {
  it.each(vectors)('takes what another tool has signed: $signature', (delivery) => {
    expect(verifyWebhook(delivery)).toBe(true);
    expect(verifyWebhook({ ...delivery, body: Buffer.from(delivery.body) })).toBe(true);
  });

  it.each([
    ['another body', { body: `${sample.body} ` }],
    ['another address', { url: `${url}/` }],
    ['another key', { key: 'test-token' }],
    ['another signature', { signature: `0${sample.signature.slice(1)}` }],
    ['upper case', { signature: sample.signature.toUpperCase() }],
    ['one that is cut', { signature: sample.signature.slice(2) }],
    ['one with more behind it', { signature: `${sample.signature}00` }],
    ['none', { signature: undefined }],
    ['an empty one', { signature: '' }],
    ['two', { signature: [sample.signature, sample.signature] }],
  ])('refuses %s', (_what, change) => {
    expect(verifyWebhook({ ...sample, ...change })).toBe(false);
  });

  it('takes either key while it is changed', () => {
    expect(verifyWebhook({ ...sample, key: ['test-token', key] })).toBe(true);
    expect(verifyWebhook({ ...sample, key: [key, 'test-token'] })).toBe(true);
    expect(verifyWebhook({ ...sample, key: ['test-token', 'test-key'] })).toBe(false);
  });

  it.each([{ eventType: 'abc' }, undefined, null, [1]])('says that a body was parsed: %j', (body) => {
    expect(() => Reflect.apply(verifyWebhook, undefined, [{ ...sample, body }])).toThrow(InputError);
  });

  it.each([
    { key: '' },
    { key: [] },
    { key: [key, ''] },
    { url: '' },
    { key: undefined },
    { url: undefined },
    { key: [undefined] },
  ])('does not work with %j', (change) => {
    expect(() => Reflect.apply(verifyWebhook, undefined, [{ ...sample, ...change }])).toThrow(InputError);
  });
});

describe('readBulkDataHeaders', () => {
  const headers = { 'x-mode-deviceid': '260', 'x-mode-moduleid': 'bulk', 'x-mode-projectid': '11' };
  const origin = { deviceId: 260, moduleId: 'bulk', projectId: 11 };

  it('reads plain headers and those of fetch', () => {
    expect(readBulkDataHeaders(headers)).toEqual(origin);
    expect(readBulkDataHeaders(new Headers(headers))).toEqual(origin);
  });

  it.each([{ 'x-mode-deviceid': 'x' }, { 'x-mode-projectid': undefined }, { 'x-mode-moduleid': '' }])(
    'refuses %j',
    (change) => {
      expect(() => readBulkDataHeaders({ ...headers, ...change })).toThrow(InputError);
    },
  );
});
