/**
 * A server of events, in a process of its own. To whoever connects it writes so many at once, frames made beforehand, so
 * that the clients and not the server are what is measured.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeFrame, distinctEvents, eventFrames, lastFrame } from './frames.ts';

const rounds = Number(process.argv[2]) / distinctEvents;
if (!Number.isSafeInteger(rounds)) throw new Error(`Usage: event-server <a multiple of ${distinctEvents}>`);

const server = createServer((_request, response) => response.writeHead(426).end());
server.on('upgrade', (request, socket: Duplex) => {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  socket.on('error', () => socket.destroy());
  // Clients send nothing but their goodbye: no run is long enough for a ping.
  socket.once('data', () => socket.end(closeFrame));
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  send(socket);
});

function send(socket: Duplex): void {
  let left = rounds;
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= 1;
      if (!socket.write(eventFrames)) return;
    }
    socket.off('drain', more).write(lastFrame);
  };
  socket.on('drain', more);
  more();
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
});
process.on('disconnect', () => process.exit(0));
