import { AnalyticsClient } from '@bimodal/analytics-client';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { Device } from '@bimodal/iot-client/device';
import { calls } from './calls.cjs';

await calls({ AnalyticsClient, IotClient, Device, modeCloudKey });
