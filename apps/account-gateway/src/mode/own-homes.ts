import type { IotClient } from '@bimodal/iot-client';

/** Milliseconds for which a home counts as one's own after it was. */
const freshness = 5000;

/** Which homes, and by them which devices, are a person's own. The platform decides the same; here it is decided before it is asked. */
export class OwnHomes {
  readonly #client: IotClient;
  readonly #user: number;
  #homes: Promise<ReadonlySet<number>> | undefined;
  #until = 0;

  constructor(client: IotClient, user: number) {
    this.#client = client;
    this.#user = user;
  }

  async hasHome(home: number): Promise<boolean> {
    return (await this.#read()).has(home);
  }

  async hasDevice(device: number): Promise<boolean> {
    const { homeId } = await this.#client.devices.get({ device });
    return homeId != null && this.hasHome(homeId);
  }

  /** What was true is asked again, after a home was made or left. */
  forget(): void {
    this.#until = 0;
  }

  #read(): Promise<ReadonlySet<number>> {
    if (this.#homes !== undefined && Date.now() < this.#until) return this.#homes;
    const read = this.#client.homes
      .list({ userId: this.#user })
      .toArray()
      .then((homes) => new Set(homes.map(({ id }) => id)));
    this.#homes = read;
    this.#until = Date.now() + freshness;
    read.catch(() => this.forget());
    return read;
  }
}
