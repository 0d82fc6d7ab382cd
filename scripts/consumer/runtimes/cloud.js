/** MODE Cloud: calls, lists, an upload, errors, streams over a cut, a device, a webhook. */
globalThis.cloudProbes = ({
  lib,
  url,
  cloud,
  streaming,
  expect,
  thrown,
  iot,
  user,
  within,
  elsewhere,
  event,
  command,
  follows,
  sends,
  slow,
}) => {
  return {
    verify: async () =>
      within(await user(), async (client) => expect((await client.verify()).kind === 'user', 'a user')),
    call: async () =>
      within(await user(), async (client) =>
        expect((await client.homes.get({ home: cloud.home.id })).name === cloud.home.name, 'the home'),
      ),
    list: async () =>
      within(await user(), async (client) => {
        const all = [];
        for await (const home of client.homes.list({ userId: cloud.user.id })) all.push(home);
        expect(all.length > 0, 'homes');
      }),
    write: async () =>
      within(await user(), async (client) => {
        const where = { home: cloud.home.id, key: 'probe' };
        await client.homeKeyValues.set({ ...where, value: { at: 'ünïcode' } });
        const { value } = await client.homeKeyValues.get(where);
        expect(value.at === 'ünïcode', 'the value that was set');
        await client.homeKeyValues.delete(where);
      }),
    upload: async () => {
      const project = cloud.projectId;
      await elsewhere('POST', `/projects/${project}/entityClasses`, cloud.adminKey, {
        entityClass: 'pump',
        displaySettings: { name: 'Pumps' },
      }).catch(() => undefined);
      await elsewhere('POST', `/projects/${project}/entities`, cloud.adminKey, {
        entityClass: 'pump',
        entityId: 'probe',
        homeId: cloud.home.id,
        timeZone: 'UTC',
        displaySettings: { name: 'Pump' },
        attributes: {},
      });
      await within(await user(), async (client) => {
        const media = {
          target: 'icon',
          fileName: 'a.png',
          bytes: new Uint8Array(70_000),
          contentType: 'image/png',
        };
        await client.entities.uploadMedia({ project, entity: 'probe', ...media });
        const { displaySettings } = await client.entities.get({ project, entity: 'probe' });
        expect(displaySettings.iconData?.url, 'the address of the picture');
      });
    },
    'not-found': async () =>
      within(await user(), async (client) => {
        const { StatusError } = await lib.iot();
        const error = await thrown(() => client.homeKeyValues.get({ home: cloud.home.id, key: 'nowhere' }));
        expect(StatusError.isInstance(error) && error.status === 404, `a StatusError of 404, not ${error}`);
      }),
    timeout: async () =>
      within(await user(), (client) =>
        slow('homes.get', async () => {
          const { TimeoutError } = await lib.iot();
          const error = await thrown(() => client.homes.get({ home: cloud.home.id }, { timeout: 200 }));
          expect(TimeoutError.isInstance(error), `a TimeoutError, not ${error}`);
        }),
      ),
    events: async () =>
      within(await user(), (client) =>
        follows(
          () => client.events.stream(streaming),
          'events.stream',
          event,
          (item) => item.event?.eventType,
        ),
      ),
    commands: async () =>
      within(await iot(cloud.device.apiKey), (client) =>
        follows(
          () => client.devices.streamCommands({ device: cloud.device.id }, streaming),
          'devices.streamCommands',
          command,
          (item) => item.command?.action,
        ),
      ),
    device: () => sends(undefined),
    'device-mqtt': () => sends('mqtt'),
    webhook: async () => {
      const { verifyWebhook } = await lib.iot();
      const delivery = {
        url: 'https://example.com/hooks/mode',
        key: 'test-secret',
        body: new Uint8Array([0, 255, 128, 1]),
        signature: 'f9013b2a2fb00e1966a7fee606a1866cc2772c94ee90ab21abf7d9380274db2f',
      };
      expect(await verifyWebhook(delivery), 'the signature to be right');
      expect(!(await verifyWebhook({ ...delivery, body: 'x' })), 'another body to be refused');
    },
    'keys-refused': async () => {
      const error = await thrown(() => iot(cloud.projectKey));
      expect(/account-gateway/.test(error.message), `an error that names account-gateway, not ${error}`);
    },
  };
};
