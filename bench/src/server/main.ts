/**
 * The server that all clients talk to, in a process of its own. It answers every request with the report from the bare
 * socket, so that the clients and not the server are what is measured.
 */
import { createServer } from 'node:net';
import { report } from './report.ts';

const body = JSON.stringify(report);
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/hal+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
    `connection: keep-alive\r\nkeep-alive: timeout=60\r\n\r\n${body}`,
);
const endOfHead = Buffer.from('\r\n\r\n');

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    let received = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    // No client sends a body: a request ends with its head.
    for (let end = received.indexOf(endOfHead); end !== -1; end = received.indexOf(endOfHead)) {
      received = received.subarray(end + endOfHead.length);
      socket.write(answer);
    }
    rest = received;
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
});
process.on('disconnect', () => process.exit(0));
