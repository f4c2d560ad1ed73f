/** What the documents engine is given; it knows neither rooms nor accounts. */
import type { IncomingMessage } from 'node:http';
import type { Registry } from 'prom-client';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { ClusterBus } from '#server/platform/cluster-bus.ts';
import type { Logger } from '#server/platform/log.ts';
import type { DocumentKind } from '#shared/domain/vocabulary.ts';
import type { DocumentAccess } from './connection.ts';
import type { ServerLimits } from './document-limits.ts';

export interface DocumentsDeps {
  readonly database: PrismaClient;
  readonly log: Logger;
  readonly clock: Clock;
  readonly bus: ClusterBus;
  readonly registry: Registry;
  /** Whose login cookie the request carries. */
  readonly identify: (request: IncomingMessage) => Promise<{ userId: string; loginSessionId: string } | null>;
  /** Asked for every connection and again after `refreshAccess`; null refuses. */
  readonly findAccess: (input: {
    userId: string;
    interviewId: string;
    kind: DocumentKind;
  }) => Promise<DocumentAccess | null>;
  /** Other numbers than the usual, for tests. */
  readonly limits?: Partial<ServerLimits>;
}
