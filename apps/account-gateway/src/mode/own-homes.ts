import { NotFoundError, PermissionError, type IotClient } from '@bimodal/iot-client';

/** Milliseconds for which a home counts as one's own after it was. */
const freshness = 5000;

/** Which homes, and by them which devices, are a person's own. The platform decides the same; here it is decided before it is asked. */
export class OwnHomes {
  readonly #client: IotClient;
  /** Whose they are. */
  readonly user: number;
  #known: ReadonlySet<number> = new Set();
  /** By a clock that nobody sets. */
  #until = 0;
  #pending: Promise<ReadonlySet<number>> | undefined;

  constructor(client: IotClient, user: number) {
    this.#client = client;
    this.user = user;
  }

  /** What is not known to be one's own is asked for again: another process may just have made it. */
  async hasHome(home: number): Promise<boolean> {
    if (performance.now() < this.#until && this.#known.has(home)) return true;
    this.#pending ??= this.#read().finally(() => (this.#pending = undefined));
    return (await this.#pending).has(home);
  }

  /** Of devices that are not one's own, it does not tell which there are. */
  async hasDevice(device: number): Promise<boolean> {
    const homeId = await this.#client.devices.get({ device }).then(
      (found) => found.homeId,
      (error: unknown) => {
        if (PermissionError.isInstance(error) || NotFoundError.isInstance(error)) return undefined;
        throw error;
      },
    );
    return homeId != null && this.hasHome(homeId);
  }

  async #read(): Promise<ReadonlySet<number>> {
    const homes = await this.#client.homes.list({ userId: this.user }).toArray();
    this.#known = new Set(homes.map(({ id }) => id));
    this.#until = performance.now() + freshness;
    return this.#known;
  }
}
