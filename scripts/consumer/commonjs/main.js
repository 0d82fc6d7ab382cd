'use strict';
const { AnalyticsClient } = require('@bimodal/analytics-client');
const { basic } = require('@bimodal/auth-core');
const emulator = require('@bimodal/emulator');
const { IotClient, modeCloudKey } = require('@bimodal/iot-client');
const { Device } = require('@bimodal/iot-client/device');
const { calls } = require('./calls.cjs');

if (typeof basic !== 'function' || typeof emulator.startEmulator !== 'function') {
  throw new Error('A package exports nothing to require().');
}
calls({ AnalyticsClient, IotClient, Device, modeCloudKey });
