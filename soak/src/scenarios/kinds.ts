import type { CallOptions } from '@bimodal/auth-core';
import { NotFoundError } from '@bimodal/auth-core';
import { isDeepStrictEqual } from 'node:util';
import { plain } from './plain.ts';
import type { Clients, World } from './world.ts';

/** What a call needs to know beside its options. */
export interface Scene {
  readonly world: World;
  /** Clients whose every connection leads through the proxy. */
  readonly clients: Clients;
  /** Its mark, which also names what it makes. */
  readonly mark: string;
}

/** One kind of call: how it is made, and what a right answer is. */
export interface Kind {
  readonly isIdempotent: boolean;
  /** Requests that are made one after the other, each with a deadline of its own. */
  readonly requests: number;
  /** Whether a body is read as it arrives: it may take longer, as long as it does not stall. */
  readonly isStream?: boolean;
  /** Undisturbed, before the call. */
  readonly prepare?: (scene: Scene) => Promise<unknown>;
  readonly call: (scene: Scene, options: CallOptions) => PromiseLike<unknown>;
  /** Whether the answer is right, by what the emulator says to others. */
  readonly isRight: (answer: unknown, scene: Scene) => boolean | Promise<boolean>;
}

const same = (answer: unknown, truth: unknown): boolean => isDeepStrictEqual(plain(answer), truth);
const cloudOf = ({ world }: Scene) => world.emulator.seeds.cloud;
const analyticsOf = ({ world }: Scene) => world.emulator.seeds.analytics;
const named = (answer: unknown, name: string): boolean => Reflect.get(Object(answer), 'name') === name;
const tokenOf = (answer: unknown): string => String(Reflect.get(Object(answer), 'token'));

/** Of what a stream tells, waits until it is there: the answer may be faster. */
async function eventually(is: () => boolean): Promise<boolean> {
  const end = performance.now() + 10_000;
  while (!is()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return true;
}

/** Calls of both clients: reads and writes, idempotent and not, pages and a stream. */
export const kinds = {
  getReport: {
    isIdempotent: true,
    requests: 1,
    call: (scene, options) =>
      scene.clients.mode.reports.get({ report: analyticsOf(scene).reports.example }, options),
    isRight: (answer, { world }) => same(answer, world.truth.report),
  },
  listReports: {
    isIdempotent: true,
    // 65 reports by 30, and the page after the last.
    requests: 4,
    call: ({ clients, world }, options) =>
      clients.mode.reports
        .listInCollection({ collection: world.emulator.seeds.analytics.collections.notes }, options)
        .toArray(),
    isRight: (answer, { world }) => same(answer, world.truth.notes),
  },
  createReport: {
    isIdempotent: false,
    requests: 1,
    call: ({ clients }, options) => clients.mode.reports.create({}, options),
    isRight: async (answer, { world }) =>
      same(answer, plain(await world.direct.mode.reports.get({ report: tokenOf(answer) }))),
  },
  createGroup: {
    isIdempotent: false,
    requests: 1,
    call: ({ clients, mark }, options) => clients.mode.groups.create({ name: mark }, options),
    isRight: async (answer, { world, mark }) =>
      named(answer, mark) && named(await world.direct.mode.groups.get({ group: tokenOf(answer) }), mark),
  },
  renameReport: {
    isIdempotent: true,
    requests: 1,
    call: ({ clients, world, mark }, options) =>
      clients.mode.reports.update({ report: world.truth.run.report, name: mark }, options),
    isRight: (answer, { mark }) => named(answer, mark),
  },
  streamResult: {
    isIdempotent: true,
    requests: 1,
    isStream: true,
    call: async ({ clients, world }, options) =>
      (await clients.mode.results.reportCsv(world.truth.run, options)).text(),
    isRight: (answer, { world }) => answer === world.truth.csv,
  },
  readRows: {
    isIdempotent: true,
    // The query runs, and the rows of the only one.
    requests: 2,
    isStream: true,
    call: async ({ clients, world }, options) => {
      const rows: string[] = [];
      for await (const { n, hash } of clients.mode.results.rows(world.truth.run, options))
        rows.push(`${n},${hash}`);
      return rows;
    },
    isRight: (answer, { world }) => isDeepStrictEqual(answer, world.truth.csv.trim().split('\r\n').slice(1)),
  },
  getDevice: {
    isIdempotent: true,
    requests: 1,
    call: (scene, options) => scene.clients.user.devices.get({ device: cloudOf(scene).device.id }, options),
    isRight: (answer, { world }) => same(answer, world.truth.device),
  },
  listDevices: {
    isIdempotent: true,
    requests: 1,
    call: (scene, options) =>
      scene.clients.user.devices.list({ homeId: cloudOf(scene).home.id }, options).toArray(),
    isRight: (answer, { world }) => same(answer, world.truth.devices),
  },
  setKeyValue: {
    isIdempotent: true,
    requests: 1,
    call: (scene, options) =>
      scene.clients.user.homeKeyValues.set(
        { home: cloudOf(scene).home.id, key: scene.mark, value: { is: scene.mark } },
        options,
      ),
    isRight: async (_answer, scene) => {
      const { value } = await keyValue(scene);
      return isDeepStrictEqual(value, { is: scene.mark });
    },
  },
  getKeyValue: {
    isIdempotent: true,
    requests: 1,
    prepare: setDirectly,
    call: (scene, options) =>
      scene.clients.user.homeKeyValues.get({ home: cloudOf(scene).home.id, key: scene.mark }, options),
    isRight: (answer, { mark }) => isDeepStrictEqual(Reflect.get(Object(answer), 'value'), { is: mark }),
  },
  deleteKeyValue: {
    isIdempotent: true,
    requests: 1,
    prepare: setDirectly,
    call: (scene, options) =>
      scene.clients.user.homeKeyValues.delete({ home: cloudOf(scene).home.id, key: scene.mark }, options),
    isRight: (_answer, scene) =>
      keyValue(scene).then(
        () => false,
        (error: unknown) => NotFoundError.isInstance(error),
      ),
  },
  sendCommand: {
    isIdempotent: false,
    requests: 1,
    call: (scene, options) =>
      scene.clients.user.devices.sendCommand(
        { device: cloudOf(scene).device.id, action: scene.mark, parameters: {} },
        options,
      ),
    isRight: (_answer, { world, mark }) => eventually(() => world.commands.of(mark) === 1),
  },
  sendEvent: {
    isIdempotent: false,
    requests: 1,
    call: (scene, options) =>
      scene.clients.device.devices.sendEvent(
        { device: cloudOf(scene).device.id, eventType: scene.mark, eventData: {} },
        options,
      ),
    isRight: (_answer, { world, mark }) => eventually(() => world.events.of(mark) === 1),
  },
} satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

function setDirectly(scene: Scene): Promise<unknown> {
  const { home } = cloudOf(scene);
  return scene.world.direct.user.homeKeyValues
    .set({ home: home.id, key: scene.mark, value: { is: scene.mark } })
    .then();
}

async function keyValue(scene: Scene) {
  return scene.world.direct.user.homeKeyValues.get({ home: cloudOf(scene).home.id, key: scene.mark });
}
