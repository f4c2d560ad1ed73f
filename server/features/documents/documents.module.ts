/**
 * Shared documents: a relay with a durable log in front of it. Who may open what is decided by others (`findAccess`),
 * what is in a document is known by others (`shared/documents`); this module carries, keeps and gives back its updates.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import {
  type DocumentName,
  createDocumentTicket,
  parseDocumentName,
  toDocumentId,
} from '#shared/contracts/documents.contract.ts';
import { AppError, invariant } from '#shared/errors.ts';
import { type FeatureModule, handle } from '#server/platform/operation.ts';
import { DocumentAdmission } from './admission.ts';
import { ClusterRelay } from './cluster-relay.ts';
import type { Connection } from './connection.ts';
import { DocumentHub } from './document-hub.ts';
import { SERVER_LIMITS, type ServerLimits } from './document-limits.ts';
import { DocumentStore } from './document-store.ts';
import { DocumentTickets } from './document-tickets.ts';
import type { DocumentsDeps } from './documents.deps.ts';
import { createDocumentsMetrics } from './documents.metrics.ts';
import { LogHealer } from './log-healer.ts';
import { checkUpdate } from './update-check.ts';

export type { DocumentAccess } from './connection.ts';
export type { DocumentsDeps } from './documents.deps.ts';

const ACCESS_CHANNEL = 'documents:access';
const LOGIN_CHANNEL = 'documents:login';
const AccessChangeSchema = z.strictObject({ interviewId: z.string(), userId: z.string().optional() });
type AccessChange = z.infer<typeof AccessChangeSchema>;

export interface DocumentsModule extends FeatureModule {
  /** For the upgrade router: `/documents/<interviewId>.<kind>[?ticket=]`. The origin has been checked. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** A ticket for somebody whose right to the document the caller has checked; it is checked again when used. */
  issueTicket(input: DocumentName & { userId: string }): { ticket: string; expiresAt: Date };
  /** Writes starter content in a participant's name: durable, then relayed to whoever has the document open. */
  seed(input: { documentId: string; authorId: string; update: Uint8Array }): Promise<void>;
  /** Everything written so far as one Yjs V1 update; an empty document is the two bytes of an empty update. */
  read(documentId: string): Promise<Uint8Array>;
  /** Asks `findAccess` again for open connections of the interview, in every process, and closes or changes them. */
  refreshAccess(input: { interviewId: string; userId?: string }): void;
  /** Ends a person's connections in every process; they come back only with a login session that is still good. */
  disconnectUser(userId: string): void;
  /** Stops accepting, makes everything received durable, closes the sockets. */
  close(): Promise<void>;
}

/** Builds the documents engine. The platform routes upgrades of `/documents/` to it. */
export function createDocumentsModule(deps: DocumentsDeps): DocumentsModule {
  const metrics = createDocumentsMetrics(deps.registry);
  const limits: ServerLimits = { ...SERVER_LIMITS, ...deps.limits };
  const store = new DocumentStore(deps.database, limits);
  const relay = new ClusterRelay(deps.bus);
  const tickets = new DocumentTickets({ bus: deps.bus, clock: deps.clock });
  const hub = new DocumentHub({
    store,
    relay,
    metrics,
    limits,
    clock: deps.clock,
    log: deps.log,
    database: deps.database,
  });
  const admission = new DocumentAdmission({
    hub,
    tickets,
    clock: deps.clock,
    log: deps.log,
    identify: deps.identify,
    findAccess: deps.findAccess,
    onRefused: (reason) => metrics.closes.inc({ reason }),
  });

  const disposables: (() => void)[] = [() => tickets.close()];
  let healer: LogHealer | null = null;
  if (relay.isDistributed) {
    const active = new LogHealer({
      limits,
      hub,
      store,
      log: deps.log,
      onHealed: (rows) => metrics.healed.inc(rows),
    });
    healer = active;
    disposables.push(
      deps.bus.onReconnect(() => {
        active.start();
        // A removal or a sign-out may be among what was lost: everybody is admitted anew.
        for (const connection of hub.connections) connection.close('UNAVAILABLE');
        for (const { id } of hub.documents) relay.publish(id, { type: 'query-awareness' });
      }),
    );
  }

  async function recheck(connection: Connection, name: DocumentName): Promise<void> {
    const isLatest = connection.beginAccessCheck();
    try {
      const access = await deps.findAccess({ userId: connection.userId, ...name });
      if (!isLatest()) return;
      if (access === null) connection.close('ACCESS_REFUSED');
      else hub.changeAccess(connection, access);
    } catch (error) {
      // Nobody can say whether the person may stay: the client comes back and is asked again.
      deps.log.error({ err: error, interviewId: name.interviewId }, 'document access could not be checked');
      connection.close('UNAVAILABLE');
    }
    connection.endAccessCheck();
  }

  function applyAccessChange(change: AccessChange): void {
    admission.refreshAccess(change);
    for (const connection of hub.connections) {
      const name = hub.findDocumentOf(connection)?.name;
      if (name === undefined || name.interviewId !== change.interviewId) continue;
      if (change.userId !== undefined && change.userId !== connection.userId) continue;
      void recheck(connection, name); // never rejects
    }
  }
  disposables.push(
    deps.bus.subscribe(ACCESS_CHANNEL, (message) => {
      applyAccessChange(AccessChangeSchema.parse(JSON.parse(Buffer.from(message).toString('utf8'))));
    }),
  );

  function closeConnectionsOf(userId: string): void {
    for (const connection of hub.connections)
      if (connection.userId === userId) connection.close('UNAVAILABLE');
  }
  disposables.push(
    deps.bus.subscribe(LOGIN_CHANNEL, (message) => closeConnectionsOf(Buffer.from(message).toString('utf8'))),
  );

  return {
    operations: [
      handle(createDocumentTicket, async ({ actor, input }) => {
        const name = { interviewId: input.interviewId, kind: input.kind };
        const access = await deps.findAccess({ userId: actor.userId, ...name });
        if (access === null) throw new AppError('DOCUMENT_REFUSED');
        const { ticket, expiresAt } = tickets.issue({ ...name, userId: actor.userId });
        return { data: { ticket, expiresAt: expiresAt.toISOString() } };
      }),
    ],

    disconnectUser(userId) {
      closeConnectionsOf(userId);
      deps.bus.publish(LOGIN_CHANNEL, Buffer.from(userId));
    },

    handleUpgrade: (request, socket, head) => admission.handleUpgrade(request, socket, head),
    issueTicket: (input) => tickets.issue(input),

    async seed(input) {
      invariant(parseDocumentName(input.documentId) !== null, 'a seed names a document');
      invariant(checkUpdate(input.update) !== null, 'a seed is a well-formed Yjs update');
      await hub.write(input);
    },

    async read(documentId) {
      const name = parseDocumentName(documentId);
      invariant(name !== null, 'a document is read by its name');
      // From the log, which has the updates of every process, after this process's own are in it.
      await hub.flush();
      return store.readState(toDocumentId(name));
    },

    refreshAccess(input) {
      applyAccessChange(input);
      deps.bus.publish(ACCESS_CHANNEL, Buffer.from(JSON.stringify(input)));
    },

    async close() {
      admission.stopAccepting();
      for (const dispose of disposables) dispose();
      await healer?.close();
      await hub.close();
      await admission.close();
    },
  };
}
