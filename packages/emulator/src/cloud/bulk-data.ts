import type { Database } from '../state/database.ts';
import type { Webhooks } from './webhooks.ts';

/** What becomes of the bulk data of devices. */
export class BulkData {
  readonly #db: Database;
  readonly #webhooks: Webhooks;

  constructor(db: Database, webhooks: Webhooks) {
    this.#db = db;
    this.#webhooks = webhooks;
  }

  /** Hands bytes to the webhooks of their label. The seeded modules take theirs, and keep nothing. */
  take(deviceId: number, label: string, data: Buffer): void {
    const device = this.#db.get<{ projectId: number }>('SELECT projectId FROM device WHERE id = :deviceId', {
      deviceId,
    });
    if (device) this.#webhooks.deliverBulkData({ projectId: device.projectId, deviceId, label, data });
  }

  /** The answer to a request: whether a module takes data of this label. What real ones answer is not known. */
  answer(label: string, { requestId }: Readonly<Record<string, unknown>>): object | undefined {
    if (typeof requestId !== 'string') return undefined;
    const isTaken = this.#isModuleOf(label) || this.#webhooks.takesBulkData(label);
    return { requestId, status: isTaken ? 'ok' : 'unknown label', payload: {} };
  }

  #isModuleOf(label: string): boolean {
    return this.#db
      .all<{ json: string }>('SELECT json FROM module')
      .some(({ json }) => Reflect.get(JSON.parse(json) as object, 'bulkDataLabel') === label);
  }
}
