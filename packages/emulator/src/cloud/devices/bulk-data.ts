import type { Database } from '../../state/database.ts';
import type { SmartModule } from './smart-modules.ts';
import { StreamStore } from '../streams/store.ts';
import { Recordings, type Announced } from '../videos/recordings.ts';
import type { Webhooks } from '../webhooks.ts';

interface DevicePlace {
  readonly projectId: number;
  readonly homeId: number | null;
}

/** What becomes of the bulk data of devices. */
export class BulkData {
  readonly #db: Database;
  readonly #webhooks: Webhooks;
  readonly #streams: StreamStore;
  readonly #recordings: Recordings;
  /** The stream that a device has named last, by device and label. */
  readonly #opened = new Map<string, string>();

  constructor(db: Database, webhooks: Webhooks) {
    this.#db = db;
    this.#webhooks = webhooks;
    this.#streams = new StreamStore(db);
    this.#recordings = new Recordings(db);
  }

  /** Keeps bytes as packets in the stream data stores of their label, and hands them to its webhooks. */
  take(deviceId: number, label: string, data: Buffer): void {
    const device = this.#find(deviceId);
    if (!device) return;
    const { projectId, homeId } = device;
    for (const { id: moduleId, moduleType } of this.#modulesOf(device, label)) {
      if (moduleType !== 'sds' || homeId === null) continue;
      this.#streams.add({ homeId, moduleId }, this.#streamOf(deviceId, label), data);
    }
    this.#webhooks.deliverBulkData({ projectId, deviceId, label, data });
  }

  /**
   * The answer to a request: whether a module takes data of this label. What real requests and answers hold is not known;
   * here a text `stream` in the payload names the stream that what follows is a part of, an object `video` says that it is a
   * video too, with its `searchKey` and `contentType` (`video/mp4`), and `stop: true` that the video is whole.
   */
  answer(
    deviceId: number,
    label: string,
    { requestId, payload }: Readonly<Record<string, unknown>>,
  ): object | undefined {
    if (typeof requestId !== 'string') return undefined;
    const device = this.#find(deviceId);
    const isTaken =
      this.#webhooks.takesBulkData(label) || (device && this.#modulesOf(device, label).length > 0);
    if (!isTaken) return { requestId, status: 'unknown label', payload: {} };
    const stream: unknown = Reflect.get(Object(payload), 'stream');
    if (typeof stream === 'string' && stream !== '') this.#opened.set(keyOf(deviceId, label), stream);
    if (device) this.#record(deviceId, device, label, payload);
    return { requestId, status: 'ok', payload: {} };
  }

  #record(deviceId: number, device: DevicePlace, label: string, payload: unknown): void {
    const { projectId, homeId } = device;
    const key = keyOf(deviceId, label);
    if (Reflect.get(Object(payload), 'stop') === true) this.#recordings.end(key, projectId);
    const announced = announcedIn(payload);
    if (announced === undefined || homeId === null) return;
    const places = this.#modulesOf(device, label)
      .filter(({ moduleType }) => moduleType === 'sds')
      .map(({ id: moduleId }) => ({ homeId, moduleId }));
    this.#recordings.begin(key, places, this.#streamOf(deviceId, label), announced);
  }

  /** The stream that a device's bytes go to. */
  #streamOf(deviceId: number, label: string): string {
    return this.#opened.get(keyOf(deviceId, label)) ?? `device-${deviceId}`;
  }

  #find(deviceId: number): DevicePlace | undefined {
    return this.#db.get<DevicePlace>('SELECT projectId, homeId FROM device WHERE id = :deviceId', {
      deviceId,
    });
  }

  #modulesOf({ projectId }: DevicePlace, label: string): SmartModule[] {
    return this.#db
      .all<{ json: string }>('SELECT json FROM module WHERE projectId = :projectId', { projectId })
      .map(({ json }) => JSON.parse(json) as SmartModule)
      .filter(({ bulkDataLabel }) => bulkDataLabel === label);
  }
}

function keyOf(deviceId: number, label: string): string {
  return `${deviceId} ${label}`;
}

function announcedIn(payload: unknown): Announced | undefined {
  const video = Object(Reflect.get(Object(payload), 'video')) as Readonly<Record<string, unknown>>;
  const { searchKey, contentType = 'video/mp4' } = video;
  if (typeof searchKey !== 'string' || searchKey === '' || typeof contentType !== 'string') return undefined;
  // It becomes a header.
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(contentType) ? { searchKey, contentType } : undefined;
}
