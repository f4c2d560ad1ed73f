import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { PrismaClient } from '#prisma/generated/client.ts';
import {
  type DocumentAccess,
  type DocumentsDeps,
  type DocumentsModule,
  createDocumentsModule,
} from '#server/features/documents/documents.module.ts';
import { type ClusterBus, createLocalBus } from '#server/platform/cluster-bus.ts';
import type { DocumentKind } from '#shared/domain/vocabulary.ts';

/** Who may do what; a test changes it and calls `refreshAccess`. Keys are user ids. */
export type People = Map<string, DocumentAccess & { kinds?: readonly DocumentKind[] }>;

export function person(id: string, overrides: Partial<DocumentAccess> = {}): DocumentAccess {
  return {
    participantId: `participant-${id}`,
    displayName: id[0]?.toUpperCase() + id.slice(1),
    colour: 1,
    role: 'interviewer',
    mode: 'write',
    ...overrides,
  };
}

export interface DocumentServer {
  /** `ws://…/documents` */
  readonly url: string;
  readonly port: number;
  readonly module: DocumentsModule;
  readonly people: People;
  readonly registry: Registry;
  close(): Promise<void>;
}

/**
 * The documents engine behind a real HTTP server on a free port. Stands in for accounts and rooms: the login is the
 * `user` query parameter, rights are `people`; the `private` document is for guides.
 */
export async function startDocumentServer(input: {
  database: PrismaClient;
  people?: People;
  bus?: ClusterBus;
  port?: number;
  clock?: DocumentsDeps['clock'];
  limits?: NonNullable<DocumentsDeps['limits']>;
}): Promise<DocumentServer> {
  const people: People = input.people ?? new Map(['ada', 'bob', 'cleo'].map((id) => [id, person(id)]));
  const registry = new Registry();
  const module = createDocumentsModule({
    database: input.database,
    log: pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' }),
    clock: input.clock ?? { now: () => Date.now() },
    bus: input.bus ?? createLocalBus(),
    registry,
    identify: async (request) => {
      const userId = userOf(request);
      return Promise.resolve(userId === null ? null : { userId, loginSessionId: `login-${userId}` });
    },
    findAccess: async ({ userId, kind }) => {
      const access = people.get(userId);
      if (access === undefined) return Promise.resolve(null);
      if (kind === 'private' && access.role !== 'interviewer' && access.role !== 'shadow')
        return Promise.resolve(null);
      return Promise.resolve(access);
    },
    ...(input.limits === undefined ? {} : { limits: input.limits }),
  });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => module.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => {
    server.listen(input.port ?? 0, '127.0.0.1', resolve);
  });
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  let isClosed = false;
  return {
    url: `ws://127.0.0.1:${port}/documents`,
    port,
    module,
    people,
    registry,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await module.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function userOf(request: IncomingMessage): string | null {
  return new URL(request.url ?? '/', 'http://host').searchParams.get('user');
}
