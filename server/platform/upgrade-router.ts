import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OriginPolicy } from './origin.ts';
import { isOwnOrigin } from './origin.ts';

type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * The one listener for WebSocket upgrades on the port: checks the origin, then hands on by path. Engine.IO keeps its
 * own listener for its path and is told not to destroy the others.
 */
export function routeUpgrades(
  server: Server,
  options: { origin: OriginPolicy; routes: ReadonlyMap<string, UpgradeHandler>; engineIoPath: string },
): void {
  server.on('upgrade', (request, socket, head) => {
    // Without a listener a client that goes away during the handshake would end the process.
    socket.on('error', () => socket.destroy());
    const pathname = new URL(request.url ?? '/', 'http://host').pathname;
    if (pathname.startsWith(options.engineIoPath)) return;
    if (!isOwnOrigin(request, options.origin)) return refuseUpgrade(socket, 403);
    for (const [prefix, handler] of options.routes) {
      if (pathname.startsWith(prefix)) return handler(request, socket, head);
    }
    refuseUpgrade(socket, 404);
  });
}

/** Answers an upgrade with a plain HTTP status and closes. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  if (!socket.writable) return;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
