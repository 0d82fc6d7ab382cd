/** What has to hold of credentials and errors, also where two copies of the packages are loaded. */
globalThis.copiesProbes = ({ lib, cloud, expect, thrown, user, within }) => {
  return {
    secrets: async () => {
      const { basic, modeCloudKey } = await lib.core();
      const shown = [basic({ token: 'test-token', secret: 'test-secret' }), modeCloudKey('test-secret')].map(
        (credential) => `${credential} ${JSON.stringify(credential)} ${JSON.stringify({ ...credential })}`,
      );
      expect(!/test-secret/.test(shown.join()), 'no secret to be shown');
    },
    'other-errors': async () => {
      const { NotFoundError } = await lib.other();
      const { NotFoundError: own } = await lib.core();
      expect(NotFoundError !== own, 'two copies');
      await within(await user(), async (client) => {
        const error = await thrown(() => client.homeKeyValues.get({ home: cloud.home.id, key: 'nowhere' }));
        expect(NotFoundError.isInstance(error), `the other copy to know its NotFoundError, not ${error}`);
      });
    },
    'other-credentials': async () => {
      const { modeCloudKey } = await lib.other();
      const credential = modeCloudKey(cloud.user.token, { kind: 'user' });
      await within(await user({ credential }), (client) => client.homes.get({ home: cloud.home.id }));
    },
  };
};
