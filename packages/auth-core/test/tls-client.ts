/**
 * A client in a process of its own, since a certificate is only trusted from the start of one: it makes calls over TLS,
 * each on a new connection, and prints what it got. Run by `connector.test.ts`.
 */
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { Engine } from '../src/engine/engine.ts';
import { contract } from './contract.ts';

const facts = {
  platform: {
    name: 'Things',
    productionUrl: 'https://things.test',
    readFailure: () => ({}),
    credentialAdvice: '',
  },
  product: 'things/1',
  loadContract: () => Promise.resolve(contract),
};

for (const baseUrl of process.argv.slice(2)) {
  const engine = new Engine(facts, { baseUrl, retries: 0 }, modeCloudKey('test-key'));
  for (let call = 0; call < 3; call += 1) {
    const { data } = await engine.call('things.get', { thing: 'a' });
    process.stdout.write(`${JSON.stringify(data)}\n`);
  }
  await engine.close();
}
