/** What the probes share: clients of the emulator (`stage`), its faults, and how a stream is followed over a cut. */
globalThis.bimodalKit = (lib, stage, runtime) => {
  const { url, mqttUrl, control, analytics, cloud } = stage;
  const expect = (holds, what) => {
    if (!holds) throw new Error(`expected ${what}`);
  };
  const thrown = async (call) => {
    let error;
    try {
      await call();
    } catch (caught) {
      error = caught ?? new Error('nothing');
    }
    expect(error !== undefined, 'an error');
    return error;
  };
  const mode = async (options = {}) => {
    const { AnalyticsClient, basic } = await lib.analytics();
    const credential = basic(analytics.keys.workspace);
    return new AnalyticsClient({
      workspace: analytics.workspace,
      credential,
      baseUrl: url,
      validate: 'strict',
      ...options,
    });
  };
  const iot = async (key, options = {}, kind = undefined) => {
    const { IotClient, modeCloudKey } = await lib.iot();
    const credential = modeCloudKey(key, { kind });
    return new IotClient({ credential, baseUrl: url, validate: 'strict', ...options });
  };
  const user = (options) => iot(cloud.user.token, options, 'user');
  const within = async (client, task) => {
    try {
      return await task(client);
    } finally {
      await client.close();
    }
  };
  /** While a fault of the emulator's holds. */
  const during = async (fault, task) => {
    const name = `probe-${Math.random()}`;
    const set = (method, body) => fetch(`${control}/faults/${name}`, { method, body });
    expect((await set('PUT', JSON.stringify(fault))).ok, 'the fault to be set');
    try {
      return await task();
    } finally {
      await set('DELETE');
    }
  };
  /** What somebody else does meanwhile, without a client. */
  const elsewhere = async (method, path, key, body) => {
    const headers = { authorization: `ModeCloud ${key}`, 'content-type': 'application/json' };
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    expect(response.ok, `${path} to answer (${response.status})`);
    await response.text();
  };
  const event = (eventType) =>
    elsewhere('PUT', `/devices/${cloud.device.id}/event`, cloud.device.apiKey, { eventType, eventData: {} });
  const command = (action) =>
    elsewhere('PUT', `/devices/${cloud.device.id}/command`, cloud.user.token, { action, parameters: {} });
  const streaming = runtime.page ? { tokenInUrl: true, reconnectDelay: 20 } : { reconnectDelay: 20 };
  const until = async (items, isIt) => {
    for (;;) {
      const { done, value } = await items.next();
      expect(!done, 'the stream to go on');
      if (isIt(value)) return value;
    }
  };
  /** One message, then a cut, then the gap, then what is sent once it is connected again. */
  const follows = async (open, operation, send, nameOf) => {
    const stream = await open();
    await stream.connected;
    const items = stream[Symbol.asyncIterator]();
    await send('first');
    await until(items, (item) => nameOf(item) === 'first');
    let gap;
    await during({ operation, cut: true, times: 1 }, async () => {
      gap = await until(items, ({ type }) => type === 'gap');
    });
    expect(gap.reason === 'disconnected' && gap.from <= gap.to, 'a gap of a lost connection');
    await send('second');
    await until(items, (item) => nameOf(item) === 'second');
    await stream.close();
  };
  const deviceWith = async (transport) => {
    const { modeCloudKey } = await lib.iot();
    const { Device } = await lib.device();
    const credential = modeCloudKey(cloud.device.apiKey, { kind: 'device' });
    const outbox = `./outbox-${transport ?? 'rest'}-${Math.random()}.sqlite`;
    const mqtt = transport === 'mqtt' ? { transport, mqtt: { url: mqttUrl } } : {};
    return new Device({ device: cloud.device.id, outbox, baseUrl: url, credential, ...mqtt });
  };
  const sends = async (transport) =>
    within(await deviceWith(transport), async (device) => {
      device.sendEvent('reading', { celsius: 21.5 });
      await device.flush();
      expect(device.waiting === 0, 'the outbox to be empty');
      const commands = device.commands();
      await commands.connected;
      await command('light');
      await until(commands[Symbol.asyncIterator](), (item) => item.command?.action === 'light');
      await commands.close();
    });
  const slow = (operation, task) => during({ operation, latency: 20_000 }, task);
  return {
    lib,
    runtime,
    url,
    mqttUrl,
    analytics,
    cloud,
    streaming,
    expect,
    thrown,
    mode,
    iot,
    user,
    within,
    during,
    elsewhere,
    event,
    command,
    until,
    follows,
    sends,
    slow,
  };
};
