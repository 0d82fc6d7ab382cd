import { InputError, modeCloudKey, OriginError } from '@bimodal/auth-core';
import { expect, it } from 'vitest';
import { addressBeside, addressFor, readMqttUrl } from './address.ts';

it.each([
  ['mqtts://mqtt.tinkermode.com', 'mqtts', 'mqtt.tinkermode.com', 8883],
  ['mqtts://MQTT.tinkermode.com:80/', 'mqtts', 'mqtt.tinkermode.com', 80],
  ['mqtt://127.0.0.1', 'mqtt', '127.0.0.1', 1883],
  ['mqtt://[::1]:1', 'mqtt', '[::1]', 1],
  ['wss://mqtt.tinkermode.com', 'wss', 'mqtt.tinkermode.com', 443],
  ['ws://localhost', 'ws', 'localhost', 80],
])('reads %s', (text, scheme, hostname, port) => {
  expect(readMqttUrl(text, false)).toEqual({ scheme, hostname, port });
});

it.each([
  'mqtt.tinkermode.com',
  'https://mqtt.tinkermode.com',
  'mqtts://',
  'mqtts://4:test-key@mqtt.tinkermode.com',
  'wss://mqtt.tinkermode.com/mqtt',
  'mqtts://mqtt.tinkermode.com?a=b',
])('refuses %s', (text) => {
  expect(() => readMqttUrl(text, true)).toThrow(InputError);
});

it.each([
  'mqtt://mqtt.tinkermode.com',
  'ws://mqtt.tinkermode.com',
  'mqtt://127.0.0.1.example.test',
  'ws://127.0.0.1.example.test',
  'ws://192.168.0.1',
  'ws://[fe80::1]',
])('refuses %s unless that is meant', (text) => {
  expect(() => readMqttUrl(text, false)).toThrow(OriginError);
  expect(readMqttUrl(text, true).hostname).not.toBe('');
});

const production = 'https://api.tinkermode.com';
const of = (origin?: string) => modeCloudKey('test-key', origin === undefined ? {} : { origin });
const at = (hostname: string) => ({ scheme: 'mqtts', hostname, port: 8883 }) as const;

it.each([
  ['no URL', of(), undefined, undefined, 'mqtt.tinkermode.com'],
  ['no URL and production', of(production), undefined, `${production}/`, 'mqtt.tinkermode.com'],
  ['a URL', of(), 'a.test', 'https://b.test', 'a.test'],
  ['production', of(production), 'mqtt.tinkermode.com', undefined, 'mqtt.tinkermode.com'],
  ['the same host', of('https://a.test:8443'), 'a.test', undefined, 'a.test'],
  ['production, elsewhere', of(production), 'a.test', undefined, undefined],
  ['another host', of('https://a.test'), 'b.test', undefined, undefined],
  ['a host that ends alike', of('https://a.test'), 'evil-a.test', undefined, undefined],
  ['a host that begins alike', of('https://a.test'), 'a.test.example', undefined, undefined],
  ['production, to a host that ends alike', of(production), 'evil-mqtt.tinkermode.com', undefined, undefined],
  ['another host, to production', of('https://a.test'), 'mqtt.tinkermode.com', undefined, undefined],
  ['no URL and another base URL', of(), undefined, 'https://a.test', undefined],
  ['no URL and a key of elsewhere', of('https://a.test'), undefined, undefined, undefined],
])('with %s', (_what, credential, given, baseUrl, hostname) => {
  const settle = () => addressFor(credential, given === undefined ? undefined : at(given), baseUrl);
  if (hostname === undefined) expect(settle).toThrow(OriginError);
  else expect(settle()).toEqual(at(hostname));
});

const environment = (url: string): NodeJS.ProcessEnv => ({ MODE_CLOUD_MQTT_URL: url });

it('takes the address beside a key of the environment, and beside no other', () => {
  const own = of('http://127.0.0.1:4747').with({ from: 'environment' });
  const there = { scheme: 'mqtt', hostname: '127.0.0.1', port: 4748 };
  expect(addressBeside(own, false, environment('mqtt://127.0.0.1:4748'))).toEqual(there);
  expect(addressBeside(own, false, environment(''))).toBeUndefined();
  expect(addressBeside(own, false, {})).toBeUndefined();
  expect(addressBeside(of(), false, environment('mqtt://127.0.0.1:4748'))).toBeUndefined();
  expect(() => addressBeside(own, false, environment('127.0.0.1'))).toThrow(
    /^MODE_CLOUD_MQTT_URL: The MQTT URL/,
  );
  expect(() => addressBeside(own, false, environment('mqtt://a.test'))).toThrow(OriginError);
});
