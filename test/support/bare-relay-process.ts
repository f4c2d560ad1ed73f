/** The floor of the documents benchmark: relays every frame to the others on the same path and keeps nothing. */
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerReadings } from './answer-readings.ts';

const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({
  port: Number(process.argv[2] ?? 0),
  host: '127.0.0.1',
  perMessageDeflate: false,
});
server.on('connection', (socket, request) => {
  const name = (request.url ?? '').split('?')[0] ?? '';
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data, { binary: true });
  });
  socket.on('close', () => room.delete(socket));
});
server.on('listening', () => {
  // A listening TCP server has an address with a port.
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`);
});
answerReadings();
