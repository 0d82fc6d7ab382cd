import { Call, modeCloudKey, type CallOptions, type Caller, type Credential } from '@bimodal/auth-core';
import { authTokenUrl, type SocketAddresses } from './streams/auth-token-url.ts';
import { DeviceOperations } from './gen/devices.ts';
import type { ProvisionDeviceInput, ProvisionedDevice, StreamDeviceCommandsInput } from './gen/models.ts';
import type { Origin } from './origin.ts';
import { openCommandStream, type CommandStream } from './streams/command-stream.ts';
import type { SocketOpener } from './streams/connect.ts';
import type { OpenStreams } from './streams/open-streams.ts';
import type { SocketStreamOptions } from './streams/socket-stream-options.ts';

/** A device that has just received its id and key, with the credential to call as it. */
export interface NewDevice extends ProvisionedDevice {
  /** For a client of the device's own: `client.withOptions({ credential })`. It is bound to the platform that made it. */
  readonly credential: Credential;
}

/** Devices: their facts, their events, their commands. */
export class Devices extends DeviceOperations {
  readonly #opener: SocketOpener;
  readonly #addresses: SocketAddresses;
  readonly #origin: Origin;
  readonly #streams: OpenStreams;

  constructor(caller: Caller & SocketOpener & SocketAddresses, origin: Origin, streams: OpenStreams) {
    super(caller);
    this.#opener = caller;
    this.#addresses = caller;
    this.#origin = origin;
    this.#streams = streams;
  }

  /**
   * Redeems a provisioning token, on the device and without a credential: it receives its id and its key. A token is good
   * for one device, once. Store the key: it is not shown again.
   *
   * ```ts
   * const { token } = await cloud.devices.startProvisioning({ home, deviceClass });
   * const device = await cloud.devices.provision({ token });
   * const own = cloud.withOptions({ credential: device.credential });
   * ```
   *
   * Source: observed.
   *
   * @throws PermissionError if the token is unknown, used up or too old.
   */
  override provision(input: ProvisionDeviceInput, options?: CallOptions): Call<NewDevice> {
    const provisioned = super.provision(input, options).withResponse();
    return new Call(
      provisioned.then((answer) => {
        const credential = modeCloudKey(answer.data.apiKey, { kind: 'device', ...this.#origin() });
        return { ...answer, data: { ...answer.data, credential } };
      }),
    );
  }

  /**
   * The commands to a device, as they are sent, for the device itself. It connects at once; while it is open the device
   * counts as connected. Commands that are sent while it is not are lost, and reported as a gap.
   *
   * ```ts
   * for await (const item of device.devices.streamCommands({ device: id })) {
   *   if (item.type === 'command') console.log(item.command.action);
   * }
   * ```
   *
   * Source: documented.
   */
  streamCommands(input: StreamDeviceCommandsInput, options?: SocketStreamOptions): CommandStream {
    return this.#streams.add(openCommandStream(this.#opener, input, options));
  }

  /**
   * The address of the same websocket with the device's key in it, as `?authToken=`, for older clients and others that send
   * no headers. Nothing is sent.
   *
   * **The string is a secret**, and a device key does not expire by itself: whoever has it is the device. Addresses are
   * written down where headers are not, by servers, proxies and into errors. Use `streamCommands` wherever you can.
   *
   * Source: observed.
   *
   * @throws InputError for a device that cannot be one. @throws CallerError for a key that is known to be no device's.
   * @throws CredentialError where there is none. @throws OriginError as for any call with a credential.
   */
  streamCommandsUrlWithAuthToken(input: StreamDeviceCommandsInput, options?: CallOptions): Promise<string> {
    return authTokenUrl(this.#addresses, 'devices.streamCommands', input, options);
  }
}
