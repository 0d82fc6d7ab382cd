import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { WebSocket } from 'undici';
import { lastEventType } from './frames.ts';

export const readerNames = ['undici', 'bimodal'] as const;
export type ReaderName = (typeof readerNames)[number];

export function isReaderName(name: string | undefined): name is ReaderName {
  return readerNames.some((each) => each === name);
}

/** Reads events up to the last one, and says how many there were. Whatever else comes ends the run. */
export const readers: Readonly<Record<ReaderName, (url: string) => Promise<number>>> = {
  undici: (url) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/userSession/websocket`, {
        headers: { authorization: 'ModeCloud test-key' },
      });
      let count = 0;
      socket.addEventListener('message', ({ data }) => {
        const event = JSON.parse(String(data)) as { readonly eventType: string };
        count += 1;
        if (event.eventType === lastEventType) socket.close(1000);
      });
      socket.addEventListener('error', () => reject(new Error('The websocket failed.')));
      socket.addEventListener('close', () => resolve(count));
    }),
  async bimodal(url) {
    await using client = new IotClient({ credential: modeCloudKey('test-key'), baseUrl: url });
    let count = 0;
    for await (const item of client.events.stream()) {
      if (item.type !== 'event') throw new Error(`The stream had a ${item.type}: ${JSON.stringify(item)}`);
      count += 1;
      if (item.event.eventType === lastEventType) break;
    }
    return count;
  },
};
