import type { Handlers } from '../../server/platform.ts';
import type { Downloads } from '../devices/downloads.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import { needModule, type ModuleInput } from '../devices/modules.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { missing, unknown } from '../kernel/reasons.ts';
import { packetInMessagePack } from './message-pack.ts';
import { StreamStore, type StreamPlace } from './store.ts';

type Input = ModuleInput & { readonly stream: string; readonly start?: string; readonly stop?: string };

/** Stream data stores: what devices send under the store's bulk data label. */
export function dataStreams({ db }: CloudParts, downloads: Downloads): Handlers<CloudIdentity> {
  const store = new StreamStore(db);
  const place = ({ home, module }: ModuleInput): StreamPlace => ({ homeId: home, moduleId: module });
  return {
    'dataStreams.list': (input: ModuleInput & RangeInput, { identity }) => {
      needModule(db, identity, input, 'sds');
      const { homeId, moduleId } = place(input);
      const all = store.names(place(input)).map((name) => ({ homeId, moduleId, name }));
      return ranged(all, input);
    },

    // The platform was seen to send clients to an address that needs no key. Whether `start` and `stop` are packet
    // indices, both included, is our choice.
    'dataStreams.download': (input: Input, { identity, origin }) => {
      needModule(db, identity, input, 'sds');
      const { stream: name } = input;
      if (!store.names(place(input)).includes(name)) throw unknown('stream');
      const span = { start: indexOf(input.start, 0), stop: indexOf(input.stop, 0xffff_ffff) };
      const token = downloads.offer('application/octet-stream', async function* () {
        for await (const { packetIndex, bytes } of store.packets(place(input), name, span)) {
          yield packetInMessagePack(name, packetIndex, bytes);
        }
      });
      return { status: 302, headers: { location: `${origin}/download/${token}` } };
    },
  };
}

function indexOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,10}$/.test(text)) throw missing('That is no index of a packet.');
  return Number(text);
}
