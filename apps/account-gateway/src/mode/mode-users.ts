import type { IotClient } from '@bimodal/iot-client';
import type { Account, Accounts } from '../accounts/accounts.ts';

/** Who the accounts are at MODE, in a project that brings its own users. */
export class ModeUsers {
  readonly #cloud: IotClient;
  readonly #accounts: Accounts;
  readonly #projectId: number;
  readonly #pending = new Map<string, Promise<number>>();

  /** @param cloud with a project key that may handle users. */
  constructor(cloud: IotClient, accounts: Accounts, projectId: number) {
    this.#cloud = cloud;
    this.#accounts = accounts;
    this.#projectId = projectId;
  }

  /** The user of an account, made if need be. Calls that come together are one. */
  idOf(account: Account): Promise<number> {
    if (account.mode_user !== null) return Promise.resolve(Number(account.mode_user));
    const pending = this.#pending.get(account.id) ?? this.#make(account);
    this.#pending.set(account.id, pending);
    const forget = (): void => void this.#pending.delete(account.id);
    pending.then(forget, forget);
    return pending;
  }

  /**
   * Who takes the place of a user that the project has no more, because somebody deleted it there.
   *
   * @returns undefined where the user is still there.
   */
  async replacementOf(account: Account, user: number): Promise<number | undefined> {
    if ((await this.#find(account.id)) === user) return undefined;
    await this.#accounts.forgetModeUser(account, user);
    return this.idOf({ ...account, mode_user: null });
  }

  /**
   * A creation is never sent again by itself, and may have happened although no answer came: whoever has the account's id
   * for an external key is looked for first. Where another process was faster, what was made here goes again.
   */
  async #make(account: Account): Promise<number> {
    const found = await this.#find(account.id);
    if (found !== undefined) return this.#accounts.setModeUser(account, found);
    const made = await this.#cloud.users.create({ projectId: this.#projectId, externalKey: account.id });
    const kept = await this.#accounts.setModeUser(account, made.id);
    if (kept !== made.id) await this.#cloud.users.delete({ user: made.id });
    return kept;
  }

  async #find(externalKey: string): Promise<number | undefined> {
    // The search finds what contains the key, too.
    for await (const user of this.#cloud.users.list({ projectId: this.#projectId, search: externalKey })) {
      if (user.externalKey === externalKey) return user.id;
    }
    return undefined;
  }
}
