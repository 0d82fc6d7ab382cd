import { send, type Emulator } from '../send.ts';
import { newUser } from './callers.ts';

const password = 'test-secret';

/** Makes what a call is about, new each time, by those who may. */
export class World {
  readonly #emulator: Emulator;
  #count = 0;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  name(): string {
    return `n${(this.#count += 1)}`;
  }

  address(): string {
    return `${this.name()}@example.com`;
  }

  number(): string {
    return `+1206555${String((this.#count += 1)).padStart(4, '0')}`;
  }

  registration(): { projectId: number; email: string; name: string; password: string } {
    return { projectId: 1002, email: this.address(), name: 'Somebody', password };
  }

  user(): Promise<{ id: number; token: string }> {
    return newUser(this.#emulator);
  }

  async registered(): Promise<{ projectId: number; email: string }> {
    const registration = this.registration();
    await this.#made('POST', '/users', registration, undefined);
    const { projectId, email } = registration;
    return { projectId, email };
  }

  /** The token of the last mail to somebody new. */
  async mailed(): Promise<{ token: string }> {
    return this.#mailedTo((await this.registered()).email);
  }

  async verified(): Promise<Record<string, string>> {
    const { email } = await this.registered();
    await this.#made('POST', '/auth/user/emailVerification', this.#mailedTo(email), undefined);
    return { projectId: '1002', appId: 'controller_app', email, password };
  }

  async forgotten(): Promise<{ token: string }> {
    const registered = await this.registered();
    await this.#made('POST', '/auth/user/passwordReset/start', registered, undefined);
    return this.#mailedTo(registered.email);
  }

  async changedAddress(): Promise<{ token: string }> {
    const form = new URLSearchParams(await this.verified());
    const { userId, token } = await this.#made('POST', '/auth/user', form, undefined);
    const email = this.address();
    await this.#made('PATCH', `/users/${String(userId)}`, { email }, String(token));
    return this.#mailedTo(email);
  }

  async invitation(): Promise<{ token: string }> {
    const { adminKey } = this.#emulator.seeds.cloud.emailProject;
    const form = new URLSearchParams(await this.verified());
    const { token } = await this.#made('POST', '/auth/user', form, undefined);
    const { id } = await this.#made('POST', '/homes', { name: 'Cellar' }, String(token));
    const email = this.address();
    await this.#made('POST', `/homes/${String(id)}/members`, { email }, String(token));
    await this.#made('GET', `/homes/${String(id)}/members`, undefined, adminKey);
    return this.#mailedTo(email);
  }

  async phoneUser(): Promise<Record<string, string>> {
    const phoneNumber = this.number();
    await this.#made('POST', '/users', { projectId: 1003, phoneNumber, name: 'Somebody' }, undefined);
    return { projectId: '1003', phoneNumber };
  }

  async texted(): Promise<Record<string, string>> {
    const user = await this.phoneUser();
    const code = String(this.#messageTo(user['phoneNumber'] ?? '')?.['code']);
    return { ...user, appId: 'controller_app', code };
  }

  /** A home that the member owns. */
  async home(): Promise<number> {
    return Number((await this.#made('POST', '/homes', { name: 'Attic' }, this.member))['id']);
  }

  /** The key of the seeded user. */
  get member(): string {
    return this.#emulator.seeds.cloud.user.token;
  }

  /** A device that is in the seeded home. */
  async device(): Promise<number> {
    const { token } = await this.provisioning();
    return Number((await this.#made('POST', '/devices', { token }, undefined))['id']);
  }

  async provisioning(): Promise<{ token: string }> {
    const started = { deviceClass: 'weather_station' };
    const { token } = await this.#made('POST', '/homes/3000/deviceProvisioning', started, this.member);
    return { token: String(token) };
  }

  /** A home of people who sign in by mail, with an owner and a guest. */
  async homeByMail(): Promise<{ id: number; owner: string; guest: number }> {
    const form = new URLSearchParams(await this.verified());
    const { token } = await this.#made('POST', '/auth/user', form, undefined);
    const owner = String(token);
    const id = Number((await this.#made('POST', '/homes', { name: 'Cellar' }, owner))['id']);
    const body = { email: this.address() };
    const { userId } = await this.#made('POST', `/homes/${id}/members`, body, owner);
    return { id, owner, guest: Number(userId) };
  }

  /** What the operations read: a series, a collection, a stream, keys, a class and an entity, each of the name `kept`. */
  async furnish(): Promise<void> {
    const { device } = this.#emulator.seeds.cloud;
    const point = { timestamp: new Date().toISOString() };
    const timeSeriesData = [
      { ...point, seriesId: 'kept', value: 1 },
      { ...point, collectionId: 'kept', values: { v: 1 } },
    ];
    await this.#made(
      'PUT',
      '/devices/4000/event',
      { eventType: 'points', eventData: { timeSeriesData } },
      device.apiKey,
    );
    for (const owner of ['homes/3000', 'devices/4000'])
      await this.made('PUT', `/${owner}/kv/kept`, { value: 1 });
    const metricsDefinitions = [{ metricsDefinitionId: 'state', metricsType: 'raw' }];
    const settings = { displaySettings: { name: 'Pump' } };
    await this.made('POST', '/projects/1001/entityClasses', {
      entityClass: 'pump',
      ...settings,
      metricsDefinitions,
    });
    const entity = { homeId: 3000, entityClass: 'pump', entityId: 'kept', timeZone: 'UTC', ...settings };
    await this.made('POST', '/projects/1001/entities', entity);
  }

  /** The id of an alert in the seeded home. */
  async alert(): Promise<string> {
    const rule = await this.made('POST', '/alertRules', {
      projectId: 1001,
      name: 'Rule',
      enabled: true,
      condition: {
        conditionType: 'metricsThreshold',
        metricsCondition: { entityClass: 'pump', metricsDefinitionId: 'state', metricName: 'v' },
        thresholds: [{ severity: 1, operator: 'greaterThan', operands: [0] }],
      },
      messageTemplate: { title: 'Title' },
      actions: [],
    });
    const { device } = this.#emulator.seeds.cloud;
    const point = { collectionId: 'state:kept', timestamp: new Date().toISOString(), values: { v: 1 } };
    const event = { eventType: 'points', eventData: { timeSeriesData: [point] } };
    await this.#made('PUT', '/devices/4000/event', event, device.apiKey);
    const list = `/alerts?projectId=1001&alertRuleId=${String(rule['id'])}`;
    const [alert] = (await send(this.#emulator, 'GET', list, this.#emulator.seeds.cloud.adminKey)).json as [
      { id: string },
    ];
    return alert.id;
  }

  /** The claim code of a device that lets itself be claimed, and is in no home. */
  async claimable(): Promise<string> {
    const { apiKey, id, claimCode } = this.#emulator.seeds.cloud.device;
    const { id: homeId } = await this.made('POST', '/homes', { name: 'Elsewhere' });
    await this.made('PATCH', `/devices/${id}`, { homeId: Number(homeId) });
    const body = { deviceId: id, claimable: true, duration: 60 };
    await this.#made('POST', '/deviceRegistration', body, apiKey);
    return claimCode;
  }

  /** Something under a path, by a PUT or a POST of the admin's; its name is in the path or in the body. */
  async made(method: string, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    return this.#made(method, path, body, this.#emulator.seeds.cloud.adminKey);
  }

  #mailedTo(address: string): { token: string } {
    return { token: String(this.#messageTo(address)?.['token']) };
  }

  #messageTo(to: string): Readonly<Record<string, unknown>> | undefined {
    return this.#emulator.outbox.messages.findLast((message) => message.to === to)?.data;
  }

  async #made(
    method: string,
    path: string,
    body: object | undefined,
    key: string | undefined,
  ): Promise<Readonly<Record<string, unknown>>> {
    const reply = await send(this.#emulator, method, path, key, body);
    if (reply.status >= 300) throw new Error(`${method} ${path} was answered ${reply.status} ${reply.text}`);
    return (reply.json ?? {}) as Readonly<Record<string, unknown>>;
  }
}
