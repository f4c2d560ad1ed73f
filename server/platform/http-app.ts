import path from 'node:path';
import compression from 'compression';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';
import type { OperationContract } from '#shared/contracts/operation.ts';
import { AppError, ERRORS } from '#shared/errors.ts';
import type { ErrorCode } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Logger } from './log.ts';
import { toOpenApi } from './openapi.ts';
import type { Actor, Effect, OperationHandler } from './operation.ts';
import type { Dispatch } from './operation-dispatcher.ts';
import { toWireError } from './operation-dispatcher.ts';
import type { OriginPolicy } from './origin.ts';
import { isOwnOrigin } from './origin.ts';

export interface HttpAppDeps {
  readonly operations: readonly OperationHandler[];
  readonly dispatch: Dispatch;
  readonly identify: (headers: Request['headers']) => Promise<Actor | null>;
  readonly carryOut: (effects: readonly Effect[]) => Promise<void>;
  /** better-auth's handler for `/api/auth/*`; takes the body parsed here. */
  readonly authHandler: (request: Request, response: Response) => Promise<void>;
  readonly checkReady: () => Promise<void>;
  readonly registry: Registry;
  readonly origin: OriginPolicy;
  readonly clientDirectory: string;
  readonly version: string;
  readonly log: Logger;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Everything on the port that is not a WebSocket. */
export function createHttpApp(deps: HttpAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.origin.trustProxy);
  app.set('query parser', 'simple');
  app.use(securityHeaders(deps.origin));

  app.use((request, _response, next) => {
    if (!isDecodable(request.path)) throw new AppError('BAD_REQUEST');
    next();
  });

  // Whoever holds the address of such a page can read it: it is for no search engine, and no page it leads to learns of it.
  app.use(['/shared', '/api/shared'], (_request, response, next) => {
    response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
    response.setHeader('Referrer-Policy', 'no-referrer');
    next();
  });
  app.get('/healthz', (_request, response) => void response.type('text').send('ok'));
  app.get('/readyz', async (_request, response) => {
    try {
      await deps.checkReady();
      response.type('text').send('ready');
    } catch (error) {
      deps.log.warn({ err: error }, 'not ready');
      response.status(503).type('text').send('not ready');
    }
  });
  app.get('/metrics', async (_request, response) => {
    response.type(deps.registry.contentType).send(await deps.registry.metrics());
  });
  app.get('/api/openapi.json', (_request, response) => {
    response.json(
      toOpenApi(
        deps.operations.map((o) => o.contract),
        deps.version,
      ),
    );
  });

  app.use('/api', (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    if (!SAFE_METHODS.has(request.method) && !isOwnOrigin(request, deps.origin))
      throw new AppError('ORIGIN_REFUSED');
    next();
  });
  app.use('/api', (request, _response, next) => {
    // What is not JSON would get past the size limit of the parser below.
    const hasBody =
      request.headers['transfer-encoding'] !== undefined ||
      Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody && request.is('application/json') === false) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
    next();
  });
  for (const { contract } of deps.operations) {
    if (contract.bodyBytes === undefined) continue;
    // First, on these addresses alone: what has been read here is passed over by the parser for everything else.
    app[methodOf(contract)](contract.path, express.json({ limit: contract.bodyBytes, strict: true }));
  }
  app.use('/api', express.json({ limit: LIMITS.bodyBytes, strict: true }));
  app.all('/api/auth/*splat', (request, response) => deps.authHandler(request, response));
  for (const operation of deps.operations) {
    if (operation.contract.transports.includes('http')) serveOperation(app, operation, deps);
  }
  app.use('/api', () => {
    throw new AppError('NOT_FOUND');
  });

  serveClient(app, deps.clientDirectory);
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const refusal = toAppError(error);
    if (refusal.code === 'INTERNAL') deps.log.error({ err: error }, 'http');
    sendError(response, refusal);
  });
  return app;
}

function serveOperation(app: Express, operation: OperationHandler, deps: HttpAppDeps): void {
  const { contract } = operation;
  app[methodOf(contract)](contract.path, async (request: Request, response: Response) => {
    const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
    const body: unknown = hasBody ? (request.body ?? {}) : {};
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AppError('BAD_REQUEST');
    const outcome = await deps.dispatch({
      operation,
      // Path parameters last: a body cannot point an operation at another row than the address says.
      rawInput: { ...(hasBody ? body : request.query), ...request.params },
      actor: await deps.identify(request.headers),
      address: request.ip ?? 'unknown',
      headers: request.headers,
      socketId: null,
    });
    if (!outcome.ok) {
      response.status(ERRORS[outcome.error.code].status).json({ error: outcome.error });
      return;
    }
    for (const cookie of outcome.cookies) response.append('Set-Cookie', cookie);
    if (outcome.file) {
      response.attachment(outcome.file.name).type(outcome.file.mediaType).end(outcome.file.body);
    } else response.json(outcome.data);
    await deps.carryOut(outcome.effects);
  });
}

function methodOf({ method }: OperationContract) {
  // The five methods of a contract in the spelling of Express.
  return method.toLowerCase() as Lowercase<OperationContract['method']>;
}

function serveClient(app: Express, directory: string): void {
  // Only what is the same for everybody: compressed answers that mix secrets with input can be guessed by their size.
  app.use(compression());
  app.use(
    express.static(directory, {
      index: false,
      setHeaders: (response, file) => {
        // Vite puts a hash of the content into these names.
        const isHashed = file.includes(`${path.sep}assets${path.sep}`);
        response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  app.use((request, response, next) => {
    if (!SAFE_METHODS.has(request.method)) throw new AppError('METHOD_NOT_ALLOWED');
    // A missing file must not be answered with a page. An address somebody opens may hold a dot as well, as in an id; a
    // browser that opens one asks for HTML, which it does for no script, style or picture.
    const isOpened = request.headers.accept?.includes('text/html') === true;
    if (path.extname(request.path) !== '' && !isOpened) throw new AppError('NOT_FOUND');
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: directory }, (error) => {
      if (error !== undefined && !response.headersSent) next(error);
    });
  });
}

/** False for `/%zz`: such a path names nothing, and routers disagree on what to make of it. */
function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function securityHeaders(origin: OriginPolicy) {
  const isHttps = origin.publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        // Overlays measure and place themselves with style attributes and one style element.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'media-src': ["'self'", 'blob:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // Invite links are opened from mail and chat; the window they open in is ours alone.
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // body-parser and send name their refusals by status.
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  const byStatus: Record<number, ErrorCode> = {
    400: 'BAD_REQUEST',
    403: 'NOT_FOUND',
    404: 'NOT_FOUND',
    413: 'PAYLOAD_TOO_LARGE',
    415: 'UNSUPPORTED_MEDIA_TYPE',
  };
  const code = typeof status === 'number' ? byStatus[status] : undefined;
  return code === undefined ? new AppError('INTERNAL', { cause: error }) : new AppError(code);
}

function sendError(response: Response, error: AppError): void {
  if (response.headersSent) return void response.end();
  response.status(ERRORS[error.code].status).json({ error: toWireError(error) });
}
