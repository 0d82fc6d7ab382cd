import { InputError, OriginError, type Credential } from '@bimodal/auth-core';
import { isLoopback } from '@bimodal/auth-core/internal';
import { cloud } from '../../platform/platform.ts';

/** Where a device speaks MQTT. */
export interface MqttAddress {
  readonly scheme: 'mqtt' | 'mqtts' | 'ws' | 'wss';
  /** As a URL writes it: an IPv6 address is in brackets. */
  readonly hostname: string;
  readonly port: number;
}

/** The platform's own: TLS on its standard port. Source: documented ("MQTT"). */
const production: MqttAddress = { scheme: 'mqtts', hostname: 'mqtt.tinkermode.com', port: 8883 };

const ports: Readonly<Record<MqttAddress['scheme'], number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 };

const isScheme = (text: string): text is MqttAddress['scheme'] => Object.hasOwn(ports, text);

/**
 * Reads a URL such as `mqtts://mqtt.tinkermode.com`, `mqtt://127.0.0.1:1883` or `wss://mqtt.tinkermode.com`.
 *
 * @throws InputError for anything else. @throws OriginError where the key would travel readable to another machine.
 */
export function readMqttUrl(text: string, allowInsecure: boolean): MqttAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (url === undefined || !isScheme(scheme) || url.hostname === '') {
    throw new InputError('The MQTT URL has to be one of mqtts:, mqtt:, wss: or ws:, with a host.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      'The MQTT URL carries a user name or password. Pass the key as a credential instead.',
    );
  }
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    throw new InputError('The MQTT URL has more than a scheme, a host and a port.');
  }
  // Only of schemes that browsers know does URL write hosts in one way, whatever way they came in.
  const { hostname } = new URL(`http://${url.host}`);
  if ((scheme === 'mqtt' || scheme === 'ws') && !allowInsecure && !isLoopback(hostname)) {
    throw new OriginError(
      `${scheme}://${hostname} is not encrypted: the key would travel readable. Use mqtts or wss, or pass \`allowInsecure: true\` if that is meant.`,
    );
  }
  return { scheme, hostname, port: url.port === '' ? ports[scheme] : Number(url.port) };
}

/**
 * What `MODE_CLOUD_MQTT_URL` says, for the key that stands beside it in the environment, and for no other.
 *
 * @throws InputError for what is no such URL. @throws OriginError as `readMqttUrl`.
 */
export function addressBeside(
  credential: Credential,
  allowInsecure: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): MqttAddress | undefined {
  const text = Object.hasOwn(environment, variable) ? environment[variable] : undefined;
  if (credential.from !== 'environment' || text === undefined || text === '') return undefined;
  try {
    return readMqttUrl(text, allowInsecure);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${variable}: ${error.message}`, { cause: error });
  }
}

const variable = 'MODE_CLOUD_MQTT_URL';

/**
 * Settles where a credential goes. Without a URL that is the platform's own address, for a key of the platform itself; a
 * key that is bound to an origin goes to that host, or from production to production.
 *
 * @param baseUrl what the client was told, which a key that is not bound belongs to.
 * @throws OriginError, before anything is sent.
 */
export function addressFor(
  credential: Credential,
  given: MqttAddress | undefined,
  baseUrl: string | undefined,
): MqttAddress {
  const home = new URL(cloud.productionUrl).origin;
  const origin = credential.origin ?? (baseUrl === undefined ? undefined : new URL(baseUrl).origin);
  if (given === undefined) {
    if (origin === undefined || origin === home) return production;
    throw new OriginError(
      `Where ${origin} speaks MQTT is not known: pass \`mqtt: { url }\`, or set ${variable} beside MODE_CLOUD_KEY. Nothing was sent.`,
    );
  }
  if (credential.origin === undefined) return given;
  const expected = credential.origin === home ? production.hostname : new URL(credential.origin).hostname;
  if (given.hostname === expected) return given;
  throw new OriginError(
    `The credential (${credential.from}) belongs to ${credential.origin}, and the MQTT URL leads to ${given.hostname}. ` +
      'Use a credential of that place, or one that is bound to none.',
  );
}
