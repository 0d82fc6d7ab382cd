import { expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { useEmulator } from '../../src/vitest.ts';
import { basic, send } from '../calling.ts';

const emulator = useEmulator();

test.each([
  ['workspace', 'workspace'],
  ['member', 'member'],
  ['personal', 'member'],
] as const)('says what a %s key is', async (as, scope) => {
  const { status, json } = await send(emulator(), 'GET', '/api/verify', { as });
  expect([status, json['workspace'], json['api_key_scope']]).toEqual([200, 'acme', scope]);
  expect(json._links['self']?.href).toBe(`/api/acme/api_keys/${emulator().seeds.analytics.keys[as].token}`);
});

test.each(['nobody', 'expired', 'revoked'] as const)(
  'answers 401 to an %s key, whatever it asks',
  async (as) => {
    for (const path of ['/api/verify', '/api/acme/spaces', '/api/acme/reports/000000000000']) {
      const { status, json } = await send(emulator(), 'GET', path, { as });
      expect([status, json.id]).toEqual([401, 'unauthorized']);
    }
  },
);

test('answers 401 to a secret that is not the key’s, and to what is no Basic credential', async () => {
  const { token, secret } = emulator().seeds.analytics.keys.workspace;
  const wrong = [
    basic({ token, secret: 'test-secret' }),
    basic({ token: 'test-token', secret }),
    basic({ token, secret: `${secret}:more` }),
    basic({ token, secret }).replace('Basic', 'Bearer'),
    'Basic',
    'Basic !',
  ];
  for (const authorization of wrong) {
    const { status } = await send(emulator(), 'GET', '/api/verify', { headers: { authorization } });
    expect(status).toBe(401);
  }
});

test('shows the workspace to anyone, which proves nothing about a credential', async () => {
  const { status, json } = await send(emulator(), 'GET', '/api/acme', { as: 'revoked' });
  expect([status, json['username'], json['user'], json.id]).toEqual([200, 'acme', false, '1234567']);
});

test('shows a person to callers only', async () => {
  expect((await send(emulator(), 'GET', '/api/ada', { as: 'nobody' })).status).toBe(401);
  expect((await send(emulator(), 'GET', '/api/ada')).json['user']).toBe(true);
});

test('refuses /account in the known words', async () => {
  const { status, json } = await send(emulator(), 'GET', '/api/account');
  expect([status, json.message]).toEqual([400, 'This endpoint is unsupported for use with Api Keys']);
});

test.each([
  ['/api/nobody-here', 'account not found'],
  ['/api/other/spaces', 'account not found'],
  ['/api/acme/reports/000000000000', 'report not found'],
  ['/api/acme/collections/000000000000/reports', 'space not found'],
  ['/api/acme/nowhere', 'request path not recognized'],
  ['/batch/acme/nowhere', 'request path not recognized'],
  ['/api/%zz', 'request path not recognized'],
  ['/api//reports/000000000000', 'request path not recognized'],
  ['/api/acme/reports/..%2f..', 'report not found'],
])('answers 404 at %s: %s', async (path, message) => {
  const { status, json } = await send(emulator(), 'GET', path);
  expect([status, json]).toEqual([404, { id: 'not_found', message }]);
});

test('answers 404 to a numeric id in a path, and tells its owner', async () => {
  await using lenient = await startEmulator();
  const { example } = lenient.seeds.analytics.reports;
  const { json } = await send(lenient, 'GET', `/api/acme/reports/${example}`);
  expect((await send(lenient, 'GET', `/api/acme/reports/${json.id}`)).json.message).toBe('report not found');
  expect(lenient.deviations).toMatchObject([{ operation: 'reports.get', issues: [{ path: 'report' }] }]);
});

const auditLogs =
  '/api/acme/audit_logs?start_timestamp=2026-01-01T00:00:00Z&end_timestamp=2026-02-01T00:00:00Z';

test('refuses HAL for the audit log before it asks who is there, without a word', async () => {
  const headers = { accept: 'application/hal+json' };
  const hal = await send(emulator(), 'GET', auditLogs, { as: 'nobody', headers });
  expect([hal.status, hal.text]).toEqual([406, '']);
  for (const as of ['nobody', 'member'] as const) {
    const { status, text } = await send(emulator(), 'GET', auditLogs, { as });
    expect([status, text]).toEqual([401, '']);
  }
  expect((await send(emulator(), 'GET', auditLogs)).headers['content-type']).toMatch(/^application\/json/);
});

test('answers HAL', async () => {
  expect((await send(emulator(), 'GET', '/api/verify')).headers['content-type']).toBe(
    'application/hal+json; charset=utf-8',
  );
});
