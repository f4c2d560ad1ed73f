import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { DOCUMENTS_PATH } from '#shared/contracts/documents.contract.ts';
import { invariant } from '#shared/errors.ts';
import { createAccountsModule } from './features/accounts/accounts.module.ts';
import { createCalibrationModule } from './features/calibration/calibration.module.ts';
import { loadReferenceLibrary } from './features/calibration/reference-library.ts';
import {
  boardFromState,
  documentTemplates,
  isEmptyState,
  notesFromState,
} from './features/documents/document-contents.ts';
import { createDocumentsModule } from './features/documents/documents.module.ts';
import { createInterviewsModule } from './features/interviews/interviews.module.ts';
import { createProgressModule } from './features/progress/progress.module.ts';
import { createRatersModule } from './features/raters/raters.module.ts';
import { createReviewModule } from './features/review/review.module.ts';
import { createMemberDirectory } from './features/rooms/member-directory.ts';
import { createRoomsModule } from './features/rooms/rooms.module.ts';
import { createRubricModule } from './features/rubric/rubric.module.ts';
import { createSharingModule } from './features/sharing/sharing.module.ts';
import type { ScenarioBank } from './features/scenarios/scenario-bank.ts';
import { loadScenarioBank } from './features/scenarios/scenario-bank.ts';
import {
  toCandidateScenario,
  toDebrief,
  toInterviewerScenario,
  toRevealFace,
} from './features/scenarios/scenarios.view.ts';
import { createScenariosModule } from './features/scenarios/scenarios.module.ts';
import { createWebhooksModule } from './features/webhooks/webhooks.module.ts';
import { readOrCreateAuthSecret } from './platform/auth-secret.ts';
import type { Clock } from './platform/clock.ts';
import { systemClock } from './platform/clock.ts';
import { createLocalBus, createRedisBus } from './platform/cluster-bus.ts';
import type { Config } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import { createHttpApp } from './platform/http-app.ts';
import type { Logger } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { createDispatcher } from './platform/operation-dispatcher.ts';
import { requestHost } from './platform/origin.ts';
import { findProjectRoot } from './platform/project-root.ts';
import { createRateLimits } from './platform/rate-limit.ts';
import type { SocketServer } from './platform/socket-server.ts';
import { ENGINE_IO_PATH, createSocketServer } from './platform/socket-server.ts';
import { REDIS_RETRY_MS } from './platform/socket-cluster.ts';
import { routeUpgrades } from './platform/upgrade-router.ts';

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock?: Clock;
  /** Widens every rate limit; tests act faster than people. */
  readonly rateLimitFactor?: number;
  /** Default: the one in the project's folder. Tests that start many apps load it once. */
  readonly bank?: ScenarioBank;
}

export interface RunningApp {
  readonly url: string;
  readonly port: number;
  readonly databaseKind: 'embedded' | 'postgresql';
  readonly appliedMigrations: readonly string[];
  /** See AccountsModule. */
  createSignInLink(input: { userId: string; callbackPath: string }): Promise<string>;
  close(): Promise<void>;
}

/**
 * Puts the features together and opens the port: the only file that knows them all.
 * @throws ConfigError, DatabaseStartError, ScenarioBankError before anything listens
 */
export async function startApp({
  config,
  log,
  clock = systemClock,
  rateLimitFactor = 1,
  bank: givenBank,
}: AppOptions): Promise<RunningApp> {
  const root = findProjectRoot(import.meta.dirname);
  const bank =
    givenBank ??
    (await loadScenarioBank({
      directory: path.join(root, 'server/features/scenarios/bank'),
      compiledPath: path.join(root, 'dist/server/scenario-bank.json'),
    }));
  const library = await loadReferenceLibrary(path.join(root, 'server/features/calibration/references'));
  const opened = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    prismaDirectory: path.join(root, 'prisma'),
  });
  const database = opened.client;
  const secret = config.authSecret ?? (await readOrCreateAuthSecret(config.dataDir));
  const redis = config.redisUrl === null ? null : await connectRedis(config.redisUrl, log);
  const bus = redis === null ? createLocalBus() : createRedisBus({ redis, processId: randomBytes(8), log });
  const metrics = createMetrics();
  const origin = { publicUrl: config.publicUrl, trustProxy: config.trustProxy };
  const localUrl = `http://localhost:${config.port}`;
  const publicUrl = (headers: IncomingHttpHeaders) =>
    config.publicUrl ?? `http://${requestHost({ headers }, origin) ?? `localhost:${config.port}`}`;

  const accounts = createAccountsModule({
    database,
    secret,
    origin,
    localUrl,
    onLoginsEnded: (userId) => {
      sockets.disconnectUser(userId);
      documents.disconnectUser(userId);
    },
    onGuestMerged: (tx, merged) => progress.moveSummaries(tx, merged),
    isRateLimited: rateLimitFactor === 1,
    log,
  });

  const documents = createDocumentsModule({
    database,
    log,
    clock,
    bus,
    registry: metrics.registry,
    identify: (request) => accounts.identify(request.headers),
    findAccess: (input) => interviews.findDocumentAccess(input),
  });

  const directory = createMemberDirectory({
    database,
    clock,
    onAccessChanged: async ({ roomId, userId }) => {
      const rows = await database.interview.findMany({ where: { roomId }, select: { id: true } });
      for (const { id } of rows) documents.refreshAccess({ interviewId: id, userId });
    },
  });

  const rooms = createRoomsModule({
    database,
    clock,
    log,
    directory,
    createGuest: (displayName) => accounts.createGuest(displayName),
    listOnlineUserIds: (channel) => sockets.listUserIds(channel),
    listScenarioTitles: (pins) => scenarios.library.listTitles(pins),
    listUnfinishedForms: (userId) => rubric.listUnfinishedForms(userId),
    listOpenFlags: (userId) => review.listOpenFlags(userId),
    takeRating: (tx, input) => raters.take(tx, input),
    isRaterOf: (input) => raters.isRater(input),
    publicUrl,
  });

  const webhooks = createWebhooksModule({
    database,
    clock,
    log,
    rooms: directory,
    authSecret: secret,
    baseUrl: config.publicUrl ?? localUrl,
    allowsPrivate: config.allowsPrivateWebhooks,
    isUnsealed: (interviewId) => rubric.areAllFormsIn(interviewId),
  });

  const scenarios = createScenariosModule({
    database,
    clock,
    log,
    bank,
    rooms: rooms.directory,
    seen: {
      listSeen: (userId) => interviews.listSeen(userId),
      openGuide: (input) => interviews.openGuide(input),
    },
    readingThread: import.meta.url.endsWith('.ts')
      ? path.join(import.meta.dirname, 'features/scenarios/reading-thread.ts')
      : path.join(root, 'dist/server/reading-thread.js'),
    templatePath: path.join(root, 'server/features/scenarios/template.yaml'),
  });

  const interviews = createInterviewsModule({
    database,
    clock,
    log,
    rooms: rooms.directory,
    scenarios: {
      ...scenarios.library,
      toCandidate: toCandidateScenario,
      toInterviewer: toInterviewerScenario,
      toRevealFace,
    },
    documents: {
      seed: async (input) => {
        if (isEmptyState(await documents.read(input.documentId))) await documents.seed(input);
      },
      refreshAccess: (input) => documents.refreshAccess(input),
    },
    templates: documentTemplates,
    emit: (effects) => sockets.carryOut(effects),
    onRevealed: async (tx, forms) => {
      await webhooks.outbox.addRevealed(tx, forms);
      await progress.recordSummary(tx, forms.interviewId);
    },
  });

  const rubric = createRubricModule({
    database,
    clock,
    interviews,
    scenarios: scenarios.library,
    onSubmitted: (tx, form) => webhooks.outbox.addSubmitted(tx, form),
    onLateSubmission: (tx, interviewId) => progress.recordSummary(tx, interviewId),
  });
  const raters = createRatersModule({
    database,
    clock,
    rooms: rooms.directory,
    interviews,
    rubric,
    refreshAccess: (input) => documents.refreshAccess(input),
    listScenarioTitles: (pins) => scenarios.library.listTitles(pins),
    publicUrl,
  });
  const review = createReviewModule({
    database,
    clock,
    rooms: rooms.directory,
    interviews,
    rubric,
    findScenario: async (pin) => {
      const scenario = await scenarios.library.find(pin);
      return scenario === null
        ? null
        : {
            candidate: toCandidateScenario(scenario),
            debrief: toDebrief(scenario),
            guide: scenario.interviewer,
          };
    },
    readBoard: async (interviewId) => boardFromState(await documents.read(`${interviewId}.canvas`)),
    readNotes: async (interviewId) => notesFromState(await documents.read(`${interviewId}.notes`)),
  });

  const sharing = createSharingModule({
    database,
    clock,
    interviews,
    getReview: review.getReview,
    publicUrl,
  });

  const calibration = createCalibrationModule({
    database,
    clock,
    library,
    scenarios: {
      get: (id, version) => bank.get(id, version),
      toCandidate: toCandidateScenario,
      toRevealFace,
    },
    seen: {
      listSeen: (userId) => interviews.listSeen(userId),
      openGuide: (input) => interviews.openGuide(input),
    },
  });

  const progress = createProgressModule({
    database,
    clock,
    log,
    scenarios: {
      list: () => bank.list(),
      find: (pin) => scenarios.library.find(pin),
      listTitles: (pins) => scenarios.library.listTitles(pins),
    },
    listBlindInterviews: (userId) => raters.listBlind(userId),
  });

  const features = [
    rooms,
    scenarios,
    interviews,
    documents,
    rubric,
    raters,
    review,
    sharing,
    webhooks,
    calibration,
    progress,
  ];
  const operations = features.flatMap((feature) => feature.operations);
  const rateLimits = createRateLimits({ redis, factor: rateLimitFactor });
  const dispatch = createDispatcher({
    rateLimits,
    log,
    onHandled: (name, code, ms) => metrics.observeOperation(name, code, ms),
  });

  // Heard before Engine.IO attaches: it takes the requests under its path away from the listeners it finds, and only from those.
  const httpServer = createServer((request, response) => app(request, response));
  const sockets: SocketServer = createSocketServer({
    httpServer,
    operations,
    dispatch,
    identify: (headers) => accounts.identify(headers),
    origin,
    redis,
    log,
  });
  rooms.watchPresence(sockets);
  const app = createHttpApp({
    operations,
    dispatch,
    identify: (headers) => accounts.identify(headers),
    carryOut: (effects) => sockets.carryOut(effects),
    authHandler: (request, response) => accounts.handleHttp(request, response),
    checkReady: async () => {
      await database.$queryRaw`SELECT 1`;
      // Asking one that is away would wait for its return.
      invariant(redis === null || redis.status === 'ready', 'Redis answers');
      await redis?.ping();
    },
    registry: metrics.registry,
    origin,
    clientDirectory: path.join(root, 'dist/client'),
    version: readVersion(root),
    log,
  });
  // Closed connections must not hold a shutdown; slow senders must not hold a connection for ever.
  httpServer.requestTimeout = 30_000;
  routeUpgrades(httpServer, {
    origin,
    routes: new Map([
      [DOCUMENTS_PATH, (request, socket, head) => documents.handleUpgrade(request, socket, head)],
    ]),
    engineIoPath: ENGINE_IO_PATH,
  });

  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(config.port, config.host, () => resolve());
  });
  // A server listening on TCP has an AddressInfo.
  const { port } = httpServer.address() as AddressInfo;

  return {
    url: config.publicUrl ?? `http://localhost:${port}`,
    port,
    databaseKind: opened.kind,
    appliedMigrations: opened.applied,
    createSignInLink: (input) => accounts.createSignInLink(input),
    async close() {
      // Stop accepting, flush documents, close sockets, then what they stand on.
      const stopped = new Promise<void>((resolve) => httpServer.close(() => resolve()));
      await documents.close();
      await sockets.close();
      httpServer.closeAllConnections();
      await stopped;
      for (const feature of features) await feature.close?.();
      await bus.close();
      redis?.disconnect();
      await opened.close();
    },
  };
}

/** A Redis that is there is waited for, so that nobody finds a process that has just started not ready; one that is away is not. */
const REDIS_START_MS = 1_000;

async function connectRedis(url: string, log: Logger): Promise<Redis> {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    retryStrategy: () => REDIS_RETRY_MS,
    // A Redis that hangs must not hold up what can be done without it.
    commandTimeout: 1_000,
  });
  redis.on('error', (error) => log.warn({ err: error }, 'redis'));
  // Rejects when it cannot be reached, which has been logged, and after the time.
  await once(redis, 'ready', { signal: AbortSignal.timeout(REDIS_START_MS) }).catch(() => null);
  return redis;
}

function readVersion(root: string): string {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
