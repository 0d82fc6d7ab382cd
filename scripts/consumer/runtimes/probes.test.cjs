/** The probes in Jest, whose modules are CommonJS. */
require('./kit.js');
require('./analytics.js');
require('./cloud.js');
require('./copies.js');
require('./run-probes.js');

const lib = {
  analytics: async () => require('@bimodal/analytics-client'),
  iot: async () => require('@bimodal/iot-client'),
  device: async () => require('@bimodal/iot-client/device'),
  core: async () => require('@bimodal/auth-core'),
  async other() {
    let copy;
    jest.isolateModules(() => (copy = require('@bimodal/auth-core')));
    return copy;
  },
};
const print = (line) => process.stdout.write(`${line}\n`);

test(
  'the probes',
  () => globalThis.runBimodalProbes(lib, JSON.parse(process.env.BIMODAL_STAGE), { files: true }, print),
  300_000,
);
