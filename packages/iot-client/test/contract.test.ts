import { readdir } from 'node:fs/promises';
import { checkOperations } from '@bimodal/contract';
import { roundTrips } from '@bimodal/contract/testing';
import { describe, expect, it } from 'vitest';
import { contract } from '../src/loaded/contract.ts';
import { operations } from '../src/contract/index.ts';

const folder = new URL('../src/contract/', import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
const exported: Readonly<Record<string, unknown>> = Object.assign(
  {},
  ...(await Promise.all(files.map((file) => import(new URL(file, folder).href)))),
);

describe('the operations', () => {
  it('are in order, and named after their ids', () => {
    checkOperations(operations, exported);
    const declared = Object.values(exported).filter(
      (value) => typeof value === 'object' && value !== null && Object.hasOwn(value, 'id'),
    );
    expect(new Set(operations)).toEqual(new Set(declared));
  });

  it.each(operations)('$id comes back from the wire as it was given', (operation) => {
    expect(() => roundTrips(operation)).not.toThrow();
  });

  it('never repeat what would happen twice', () => {
    const once = operations.filter(({ idempotent }) => !idempotent).map(({ id }) => id);
    expect(once.toSorted().join('\n')).toMatchInlineSnapshot(`
      "alertRules.create
      collections.create
      devices.addOnDemand
      devices.claim
      devices.provision
      devices.sendCommand
      devices.sendEvent
      devices.startProvisioning
      entities.create
      entities.manageMedia
      entityClasses.create
      exports.create
      homes.create
      homes.sendEvent
      members.create
      sessions.create
      sessions.createWithCode
      sessions.createWithPassword
      sessions.sendCode
      smartModules.sendCommand
      timeSeries.create
      users.activate
      users.create
      users.createWithEmail
      users.createWithPhone
      users.resetPassword
      users.startEmailVerification
      users.startPasswordReset
      users.verifyEmail
      users.verifyNewEmail"
    `);
  });

  it('that carry a secret are sensitive', () => {
    const sensitive = contract.operations
      .filter((operation) => contract.isSensitive(operation))
      .map(({ id }) => id);
    expect(sensitive.toSorted().join('\n')).toMatchInlineSnapshot(`
      "bundles.list
      devices.addOnDemand
      devices.claim
      devices.get
      devices.list
      devices.listInProject
      devices.provision
      devices.startProvisioning
      devices.update
      entities.manageMedia
      sessions.create
      sessions.createWithCode
      sessions.createWithPassword
      users.activate
      users.createWithEmail
      users.resetPassword
      users.update
      users.verifyEmail
      users.verifyNewEmail"
    `);
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
