import { InputError } from '@bimodal/auth-core';
import { milliseconds, ownCopy } from '@bimodal/auth-core/internal';
import type { MqttSession } from '../mqtt/session.ts';
import { ask } from './ask.ts';
import type { BulkData } from './bulk-data.ts';

/** Milliseconds that a module has to answer. Source: observed (MODE's Go client). */
const patience = 30_000;

/**
 * Bulk data over MQTT: `bulkData/{label}` for the bytes, `…/request` and `…/response` beside it. Source: observed.
 *
 * @param session gives the connection there is, or a new one.
 */
export function mqttBulkData(device: number, session: () => Promise<MqttSession>): BulkData {
  const topicOf = (label: string): string => {
    // A label is a part of a topic, in which these have a meaning.
    if (typeof label === 'string' && /^[^/+#\0]+$/.test(label)) return `/devices/${device}/bulkData/${label}`;
    throw new InputError('A bulk data label is a text without `/`, `+` and `#`.');
  };
  return {
    async send(label, data, options) {
      const { qos = 1 } = ownCopy(options);
      if (qos !== 0 && qos !== 1) throw new InputError('Bulk data is sent with `qos` 0 or 1.');
      const topic = topicOf(label);
      await (await session()).publish(topic, data, qos);
    },

    async request(label, payload, options) {
      const { timeout = patience, signal } = ownCopy(options);
      const topic = topicOf(label);
      return ask({ session, topic, payload, timeout: milliseconds('timeout', timeout), signal });
    },
  };
}
