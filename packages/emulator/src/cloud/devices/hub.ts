import type { WebSocket } from 'ws';
import type { Database } from '../../state/database.ts';
import { eventTime, now } from '../kernel/clock.ts';
import { present } from '../kernel/row.ts';
import { ingest } from '../series/ingest.ts';

/** Where an event comes from. */
export interface Origin {
  readonly deviceId?: number;
  readonly ip?: string;
  readonly projectKey?: { readonly id: string; readonly name: string };
}

/** Bytes that may wait for somebody who does not read. */
const patience = 16 * 1024 * 1024;

/** How a device is connected: by a websocket, or by MQTT as if it were one. */
export type DeviceConnection = Pick<WebSocket, 'bufferedAmount' | 'close' | 'terminate'> & {
  send(text: string): void;
  once(event: 'close', listener: () => void): unknown;
};

/** Hears of each change to the key-value store of a device. */
export type StoreListener = (change: Readonly<Record<string, unknown>>) => void;

/** Sends; whoever does not read is dropped before the memory is. */
function say(socket: DeviceConnection, text: string): void {
  if (socket.bufferedAmount > patience) socket.terminate();
  else socket.send(text);
}

/** Hears of what goes through the hub. */
export interface HubListener {
  /** Every event: its type, and itself as JSON. */
  told(eventType: string, text: string): void;
  /** Points have come into the time series of a home. */
  measured(homeId: number): void;
}

/** What a user listens to: all of their homes, unless they say which home or device. */
export interface Watched {
  readonly homeId?: number | undefined;
  readonly deviceId?: number | undefined;
}

interface UserSocket extends Watched {
  readonly socket: WebSocket;
  readonly userId: number;
  readonly sessionId: number;
}

/**
 * The open websockets: users who watch their homes, and devices that wait for commands. Nothing is kept for those who
 * are not there. A device may be connected more than once (what the platform does then is unknown); each connection gets
 * each command.
 */
export class Hub {
  readonly #db: Database;
  readonly #listener: HubListener;
  readonly #users = new Set<UserSocket>();
  readonly #devices = new Map<number, Set<DeviceConnection>>();
  readonly #mirrors = new Map<number, Set<StoreListener>>();
  #closed = false;

  constructor(db: Database, listener: HubListener) {
    this.#db = db;
    this.#listener = listener;
  }

  isConnected(deviceId: number): boolean {
    return this.#devices.has(deviceId);
  }

  watch(user: UserSocket): void {
    this.#users.add(user);
    user.socket.once('close', () => this.#users.delete(user));
  }

  connect(socket: DeviceConnection, deviceId: number, ip: string): void {
    const sockets = this.#devices.get(deviceId) ?? new Set();
    sockets.add(socket);
    this.#devices.set(deviceId, sockets);
    if (sockets.size === 1) this.#tellConnection(deviceId, ip, '_deviceConnected_', 'lastConnectTime');
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size > 0) return;
      this.#devices.delete(deviceId);
      this.#tellConnection(deviceId, ip, '_deviceDisconnected_', 'lastDisconnectTime');
    });
  }

  /** Sends a command to a device; false if it is not there. */
  command(deviceId: number, command: Readonly<Record<string, unknown>>): boolean {
    const sockets = this.#devices.get(deviceId);
    if (!sockets) return false;
    const text = JSON.stringify(command);
    for (const socket of sockets) say(socket, text);
    return true;
  }

  /** Tells those who mirror a device's store of a change; `mirror` makes one of them, until its result is called. */
  change(deviceId: number, change: Readonly<Record<string, unknown>>): void {
    for (const listener of this.#mirrors.get(deviceId) ?? []) listener(change);
  }

  mirror(deviceId: number, listener: StoreListener): () => void {
    const listeners = this.#mirrors.get(deviceId) ?? new Set();
    this.#mirrors.set(deviceId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#mirrors.delete(deviceId);
    };
  }

  /** Sends an event to every member of a home who watches, and its points to where time series are kept. */
  tell(homeId: number, eventType: string, eventData: unknown, origin: Origin): void {
    const members = new Set(
      this.#db
        .all<{ userId: number }>('SELECT userId FROM member WHERE homeId = :homeId', { homeId })
        .map((row) => row.userId),
    );
    const hasPoints = ingest(this.#db, homeId, eventType, eventData);
    const device = origin.deviceId;
    const text = JSON.stringify(
      present({
        homeId,
        timestamp: eventTime(),
        eventType,
        eventData,
        originDeviceId: device,
        originDeviceClass: device === undefined ? undefined : this.#classOf(device),
        originDeviceIp: origin.ip,
        originProjectKeyId: origin.projectKey?.id,
        originProjectKeyName: origin.projectKey?.name,
      }),
    );
    for (const user of this.#users) {
      if (!members.has(user.userId)) continue;
      const { homeId: ofHome = homeId, deviceId: ofDevice = device } = user;
      if (ofHome === homeId && ofDevice === device) say(user.socket, text);
    }
    this.#listener.told(eventType, text);
    if (hasPoints) this.#listener.measured(homeId);
  }

  /** Ends what a session that is over still has open. */
  endSession(sessionId: number): void {
    for (const { socket, sessionId: id } of this.#users) if (id === sessionId) socket.close(1000);
  }

  /** Ends what a device that is gone still has open. */
  endDevice(deviceId: number): void {
    for (const socket of this.#devices.get(deviceId) ?? []) socket.close(1000);
  }

  /** Drops everybody. Nothing is told of that: the state is about to close. */
  close(): void {
    this.#closed = true;
    for (const { socket } of this.#users) socket.terminate();
    for (const sockets of this.#devices.values()) for (const socket of sockets) socket.terminate();
  }

  #tellConnection(
    deviceId: number,
    ip: string,
    eventType: string,
    column: 'lastConnectTime' | 'lastDisconnectTime',
  ): void {
    if (this.#closed) return;
    const device = this.#db.get<{ homeId: number | null }>('SELECT homeId FROM device WHERE id = :deviceId', {
      deviceId,
    });
    if (!device) return;
    this.#db.run(`UPDATE device SET ${column} = :now WHERE id = :deviceId`, { now: now(), deviceId });
    if (device.homeId !== null) this.tell(device.homeId, eventType, {}, { deviceId, ip });
  }

  #classOf(deviceId: number): string | undefined {
    return this.#db.get<{ deviceClass: string }>('SELECT deviceClass FROM device WHERE id = :deviceId', {
      deviceId,
    })?.deviceClass;
  }
}
