import { checkOperations } from '@bimodal/contract';
import { roundTrips } from '@bimodal/contract/testing';
import { describe, expect, it } from 'vitest';
import { contract } from '../src/contract/contract.ts';
import * as credentials from '../src/contract/credentials.ts';
import * as devices from '../src/contract/devices.ts';
import * as events from '../src/contract/events.ts';
import * as homes from '../src/contract/homes.ts';
import { operations } from '../src/contract/index.ts';
import * as messages from '../src/contract/messages.ts';
import * as provisioning from '../src/contract/provisioning.ts';
import * as sessions from '../src/contract/sessions.ts';
import * as users from '../src/contract/users.ts';

const exported: Readonly<Record<string, unknown>> = {
  ...credentials,
  ...devices,
  ...events,
  ...homes,
  ...messages,
  ...provisioning,
  ...sessions,
  ...users,
};

describe('the operations', () => {
  it('are in order, and named after their ids', () => {
    checkOperations(operations, exported);
    expect(operations).toHaveLength(Object.keys(exported).length);
  });

  it.each(operations)('$id comes back from the wire as it was given', (operation) => {
    expect(() => roundTrips(operation)).not.toThrow();
  });

  it('never repeat what would happen twice', () => {
    const once = operations.filter(({ idempotent }) => !idempotent).map(({ id }) => id);
    expect(once.toSorted()).toEqual([
      'devices.provision',
      'devices.sendCommand',
      'devices.sendEvent',
      'devices.startProvisioning',
      'homes.create',
      'sessions.create',
      'users.create',
    ]);
  });

  it('name their doubts', () => {
    const doubtful = operations.filter(({ callers }) => callers?.some((kind) => kind.endsWith('?')));
    expect(doubtful.map(({ id }) => id)).toEqual(['homes.get']);
    expect(operations.filter(({ source }) => source === 'inferred').map(({ id }) => id)).toEqual([
      'sessions.create',
    ]);
  });

  it('that carry a secret are sensitive', () => {
    const sensitive = operations.filter((operation) => contract.isSensitive(operation)).map(({ id }) => id);
    expect(sensitive.toSorted()).toEqual([
      'devices.get',
      'devices.list',
      'devices.provision',
      'devices.startProvisioning',
      'sessions.create',
    ]);
  });
});

describe('on the wire', () => {
  const encoded = (id: string, input: object): unknown => {
    const operation = contract.find(id);
    if (operation === undefined) throw new Error(`No operation ${id}`);
    return contract.encode(operation, input, {}).request;
  };

  it.each([
    ['credentials.identify', {}, 'GET', '/auth', undefined],
    [
      'users.create',
      { projectId: 7, externalKey: 'x' },
      'POST',
      '/users',
      '{"projectId":7,"externalKey":"x"}',
    ],
    [
      'sessions.create',
      { projectId: 7, appId: 'a b', userId: 9 },
      'POST',
      '/auth/user',
      'projectId=7&appId=a%20b&userId=9',
    ],
    ['sessions.delete', {}, 'DELETE', '/userSession', undefined],
    ['homes.list', { userId: 9, limit: 10 }, 'GET', '/homes?userId=9&limit=10', undefined],
    [
      'devices.startProvisioning',
      { home: 3, deviceClass: 'c' },
      'POST',
      '/homes/3/deviceProvisioning',
      '{"deviceClass":"c"}',
    ],
    ['devices.provision', { token: 't' }, 'POST', '/devices', '{"token":"t"}'],
    ['devices.sendEvent', { device: 4, eventType: 'e' }, 'PUT', '/devices/4/event', '{"eventType":"e"}'],
    [
      'devices.sendCommand',
      { device: 4, action: 'light', parameters: { on: true } },
      'PUT',
      '/devices/4/command',
      '{"action":"light","parameters":{"on":true}}',
    ],
  ])('%s %j', (id, input, method, path, body) => {
    expect(encoded(id, input)).toMatchObject({ method, path, body });
  });
});
