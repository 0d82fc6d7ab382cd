import { IotClient, modeCloudKey, SecondStepError } from '@bimodal/iot-client';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let visitor: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  // Those who sign in have no key yet; this one is wrong, and never sent.
  visitor = new IotClient({
    credential: modeCloudKey('test-key'),
    baseUrl: emulator.url,
    validate: 'strict',
  });
});
afterAll(async () => {
  await visitor.close();
  await emulator.close();
});

const password = 'test-secret';

/** What the last message to somebody carries. */
function lastTo(to: string): { readonly token: string; readonly code: string; readonly purpose: string } {
  const { data = {} } = emulator.outbox.messages.findLast((message) => message.to === to) ?? {};
  return { token: String(data['token']), code: String(data['code']), purpose: String(data['purpose']) };
}

async function register(email: string) {
  const { projectId, appId } = emulator.seeds.cloud.emailProject;
  const user = await visitor.users.createWithEmail({ projectId, email, name: 'Someone', password });
  return { projectId, appId, email, user };
}

it('one registers with email and password, verifies the address, and signs in', async () => {
  const { projectId, appId, email, user } = await register('one@example.com');
  expect(user).toMatchObject({ email, name: 'Someone', verified: false });
  const signIn = () => visitor.sessions.createWithPassword({ projectId, appId, email, password });
  await expect(signIn()).rejects.toMatchObject({ code: 'USER_UNVERIFIED' });
  await expect(register(email)).rejects.toMatchObject({ status: 409, code: 'USER_EXISTS_UNVERIFIED' });
  const { token: first } = lastTo(email);
  expect(await visitor.users.startEmailVerification({ projectId, email })).toEqual({ email });
  // The second mail makes the first one's token void, and each is good once.
  await expect(visitor.users.verifyEmail({ token: first })).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  const { token } = lastTo(email);
  expect(await visitor.users.verifyEmail({ token })).toEqual({ projectId, email });
  await expect(visitor.users.verifyEmail({ token })).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  const { userId, credential } = await signIn();
  const own = visitor.withOptions({ credential });
  expect(await own.users.get({ user: userId })).toMatchObject({ email, verified: true });
  await expect(
    visitor.sessions.createWithPassword({ projectId, appId, email, password: 'test-token' }),
  ).rejects.toMatchObject({
    status: 403,
    code: 'INCORRECT_PASSWORD',
    message: 'sessions.createWithPassword was answered 403 INCORRECT_PASSWORD. The password is wrong.',
  });

  await own.users.update({ user: userId, name: 'One' });
  await register('taken@example.com');
  const taken = own.users.changeEmail({ user: userId, email: 'taken@example.com' });
  await expect(taken).rejects.toMatchObject({ status: 409, code: 'EMAIL_IN_USE' });
  await own.users.changeEmail({ user: userId, email: 'uno@example.com' });
  await visitor.users.verifyNewEmail({ token: lastTo('uno@example.com').token });
  expect(await own.users.get({ user: userId })).toMatchObject({ name: 'One', email: 'uno@example.com' });
  await own.users.delete({ user: userId });
  expect(await own.whoAmI()).toMatchObject({ type: 'nobody' });
});

it('a forgotten password is set anew by mail', async () => {
  const { projectId, appId, email } = await register('two@example.com');
  await visitor.users.verifyEmail({ token: lastTo(email).token });
  await visitor.users.startPasswordReset({ projectId, email });
  const newPassword = 'test-secret-2';
  await visitor.users.resetPassword({ token: lastTo(email).token, newPassword });
  await expect(
    visitor.sessions.createWithPassword({ projectId, appId, email, password }),
  ).rejects.toMatchObject({ code: 'INCORRECT_PASSWORD' });
  await visitor.sessions.createWithPassword({ projectId, appId, email, password: newPassword });
  const unknown = visitor.users.startPasswordReset({ projectId, email: 'nobody@example.com' });
  await expect(unknown).rejects.toMatchObject({ code: 'UNKNOWN_EMAIL' });
});

it('one signs in with a code by text message, which few guesses make void', async () => {
  const { projectId, appId, adminKey } = emulator.seeds.cloud.phoneProject;
  const phoneNumber = '+12065550100';
  const made = await visitor
    .withOptions({ credential: modeCloudKey(adminKey) })
    .users.createWithPhone({ projectId, phoneNumber, name: 'Someone' });
  expect(made).toMatchObject({ phoneNumber, verified: true });
  const again = (number: string) =>
    visitor.users.createWithPhone({ projectId, phoneNumber: number, name: 'Someone' });
  await expect(again(phoneNumber)).rejects.toMatchObject({ status: 409, code: 'USER_EXISTS' });
  await again('+12065550101');
  await expect(again('+12065550101')).rejects.toMatchObject({ code: 'USER_EXISTS_UNVERIFIED' });
  expect(await visitor.sessions.sendCode({ projectId, phoneNumber })).toEqual({ recipient: phoneNumber });
  const { code } = lastTo(phoneNumber);
  const guess = (text: string) =>
    visitor.sessions.createWithCode({ projectId, appId, phoneNumber, code: text });
  await expect(guess('wrong')).rejects.toMatchObject({ code: 'INVALID_AUTH_CODE' });
  expect(await guess(code)).toMatchObject({ userId: made.id });
  await expect(guess(code)).rejects.toMatchObject({ code: 'INVALID_AUTH_CODE' });
  await visitor.sessions.sendCode({ projectId, phoneNumber });
  for (let tries = 0; tries < 5; tries++) await expect(guess('wrong')).rejects.toThrow(/INVALID_AUTH_CODE/);
  await expect(guess(lastTo(phoneNumber).code)).rejects.toMatchObject({ code: 'INVALID_AUTH_CODE' });
});

it('a second step is told as such, its token where it can be had and not where it is printed', async () => {
  const token = 'test-token-of-the-second-step';
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ userId: 9, auth2FToken: token }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await using client = new IotClient({
    credential: modeCloudKey('test-key'),
    baseUrl: `http://127.0.0.1:${port}`,
  });
  const failure: unknown = await client.sessions
    .createWithPassword({ projectId: 1, appId: 'a', email: 'a@b', password })
    .catch((error: unknown) => error);
  server.closeAllConnections();
  server.close();
  if (!SecondStepError.isInstance(failure)) throw failure;
  expect(failure.secondStepToken).toBe(token);
  expect(inspect(failure, { depth: 10, showHidden: true }) + JSON.stringify(failure)).not.toContain(token);
});
