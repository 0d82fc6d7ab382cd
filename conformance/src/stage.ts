import type { Adapter, CallSetup, Client, Setup } from './clients/client.ts';
import { notApplicable, type Stage } from './probe.ts';
import { secret } from './secrets.ts';
import { LocalServer, type Answer } from './servers/local-server.ts';

/** The stage of one probe. Its process ends with the probe, and all that was opened here ends with the process. */
export class ProbeStage implements Stage {
  readonly adapter: Adapter;
  readonly #remedy: Setup['remedy'];

  constructor(adapter: Adapter, remedy: Setup['remedy']) {
    this.adapter = adapter;
    this.#remedy = remedy;
  }

  async client(setup: Partial<Setup> & { readonly url: string }): Promise<Client> {
    // Without a prototype: what a probe does to `Object.prototype` is then not said by the adapter, as if meant.
    const bare: Setup = Object.assign(
      Object.create(null),
      { credential: secret, remedy: this.#remedy },
      setup,
    );
    return this.adapter.make(bare);
  }

  serve(answer: Answer): Promise<LocalServer> {
    return LocalServer.start(answer);
  }

  download(client: Client, options?: CallSetup): Promise<AsyncIterable<Uint8Array>> {
    const download = client.download(options);
    if (download === undefined) notApplicable('has no download from the host that it is set up with');
    // Its rejection is for the one who reads.
    download.catch(() => undefined);
    return download;
  }
}
