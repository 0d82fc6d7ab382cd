import { AuthenticationError, ConnectionError, keyOf, type Credential } from '@bimodal/auth-core';
import { cover, handedOn, onlyOnce } from '@bimodal/auth-core/internal';
import type { MqttAddress } from './address.ts';
import { openPipe } from './open-pipe.ts';
import { MqttSession } from './session.ts';

/** Milliseconds for one connection to be accepted. */
const connectTimeout = 20_000;
/** Seconds without a word after which the library pings. Source: observed (MODE's Go client). */
const keepalive = 60;

export interface Login {
  readonly device: number;
  readonly credential: Credential;
  readonly address: MqttAddress;
  readonly ca: string | undefined;
}

/**
 * Connects as a device: MQTT 3.1.1, a clean session, no client id. Source: documented ("MQTT").
 *
 * @throws AuthenticationError where the platform does not take the key (its `status` 401 stands for return codes 4 and 5),
 * ConnectionError for whatever else keeps it from being connected.
 */
export async function openSession(login: Login, stop: AbortSignal): Promise<MqttSession> {
  const { MqttClient } = await import('mqtt');
  const pipe = await openPipe(login.address, login.ca);
  let cause: unknown;
  pipe.on('error', (error) => {
    cause ??= error;
  });
  const options = handedOn({
    protocolVersion: 4 as const,
    clientId: '',
    clean: true,
    username: String(login.device),
    password: keyOf(login.credential),
    keepalive,
    connectTimeout,
    reconnectPeriod: 0,
    resubscribe: false,
    // It begins once it is listened to.
    manualConnect: true,
  });
  const client = new MqttClient(() => pipe, options);
  // The library writes packets from ordinary objects, and reads them into such: an inherited `will` would be published in the
  // device's name, an inherited `reasonCode` be the platform's refusal.
  client.on('packetsend', cover);
  client.on('packetreceive', cover);
  client.connect();
  const abort = () => void pipe.destroy();
  stop.addEventListener('abort', abort, onlyOnce);
  if (stop.aborted) abort();
  // It stays: an error that nobody listens to would end the process. After bytes that are no packet the library would read on
  // somewhere within the next.
  client.on('error', (error) => {
    cause ??= error;
    pipe.destroy();
  });
  try {
    return await new Promise<MqttSession>((resolve, reject) => {
      client.once('close', () => reject(failure(cause)));
      // The session listens from the packet on that accepts it, so that it misses nothing.
      client.once('connect', () => resolve(new MqttSession(client)));
    });
  } catch (error) {
    client.end(true);
    throw error;
  } finally {
    stop.removeEventListener('abort', abort);
  }
}

function failure(cause: unknown): AuthenticationError | ConnectionError {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  if (code === 4 || code === 5) {
    return new AuthenticationError(
      'The platform does not accept the key for this device over MQTT. Check the device id, and copy the key again from where it was issued.',
      { method: 'CONNECT', status: 401, code: `CONNACK ${code}`, attempts: 1, cause },
    );
  }
  return new ConnectionError('The MQTT connection could not be made. Check the MQTT URL and the network.', {
    sent: false,
    retryable: true,
    code: typeof code === 'string' ? code : undefined,
    cause,
  });
}
