/** Events as the platform sends them, each a little different, as the frames of a websocket. */

/** How many different events there are; they are sent over and over. */
export const distinctEvents = 250;

/** The type of the event that ends a run. */
export const lastEventType = 'lastOne';

function eventText(index: number): string {
  const eventType = index % 50 === 0 ? '_deviceConnected_' : 'realtimeData';
  return JSON.stringify({
    homeId: 3000 + (index % 7),
    timestamp: new Date(Date.UTC(2026, 0, 1) + index * 37).toISOString(),
    eventType,
    eventData: {
      timeSeriesData: [
        {
          timestamp: new Date(Date.UTC(2026, 0, 1) + index * 37).toISOString(),
          seriesId: `0127:fecd-temperature:${index}`,
          value: 20 + index / 64,
        },
      ],
    },
    originDeviceId: 4000 + index,
    originDeviceClass: 'weather_station',
    originDeviceIp: '192.0.2.17',
  });
}

/** One whole text message, unmasked, as a server sends it; below 64 KiB. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([head, body]);
}

/** All distinct events, ready to be written. */
export const eventFrames: Buffer = Buffer.concat(
  Array.from({ length: distinctEvents }, (_, index) => frame(eventText(index))),
);

export const lastFrame: Buffer = frame(
  JSON.stringify({ homeId: 3000, timestamp: '2026-01-01T00:00:00.000Z', eventType: lastEventType }),
);

/** A goodbye without a reason. */
export const closeFrame: Buffer = Buffer.from([0x88, 0]);
