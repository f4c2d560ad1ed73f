import type { Logger } from 'pino';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Clock } from '#server/platform/clock.ts';
import { signWebhook, type SecretBox } from './webhook-signature.ts';
import { postWebhook, type Outcome, type RequestDeps } from './webhook-request.ts';

export const DELIVERY = {
  /** Attempts before a message is dead; with the delays below the last one is some 15 hours after the first. */
  maxAttempts: 8,
  firstDelayMs: 10_000,
  /** Each delay over the one before. */
  factor: 4,
  /** A message taken by a process that died is taken again after this time: longer than an attempt can take. */
  leaseMs: 20_000,
  batch: 10,
  /** How often a process looks, ms. */
  intervalMs: 2_000,
} as const;

/** Before attempt `attempts + 1`: exponential, half of it random, so that many do not come back at once. */
export function retryDelayMs(attempts: number, random: () => number): number {
  const whole = DELIVERY.firstDelayMs * DELIVERY.factor ** (attempts - 1);
  return Math.round(whole / 2 + (random() * whole) / 2);
}

export interface SenderDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  readonly secrets: SecretBox;
  readonly request: RequestDeps;
  /** Whether nobody in the interview is still to be kept from knowing who handed in what. */
  readonly isUnsealed: (interviewId: string) => Promise<boolean>;
}

/**
 * Sends what waits in the outbox. Any number of processes may run it: a message is taken by a conditional update, which only
 * one of them can win, and stays theirs for the lease. A process that dies between sending and writing that down sends
 * again later: at least once, under the same id.
 */
export class WebhookSender {
  readonly #deps: SenderDeps;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => void this.deliverDue(), DELIVERY.intervalMs);
    // Never the reason for a process to stay.
    this.#timer.unref();
    void this.deliverDue();
  }

  /** Sends everything that is due now; a second call joins the one that runs. Never throws. */
  deliverDue(): Promise<void> {
    this.#running ??= this.#run()
      .catch((error: unknown) => this.#deps.log.error({ err: error }, 'webhooks'))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    await this.#releaseHeld();
    for (;;) {
      const taken = await this.#take();
      if (taken.length === 0) return;
      await Promise.all(taken.map((id) => this.#deliver(id)));
    }
  }

  /** Submissions nobody may learn from any more go out. */
  async #releaseHeld(): Promise<void> {
    const { database, clock, isUnsealed } = this.#deps;
    const held = await database.webhookDelivery.findMany({
      where: { status: 'held' },
      distinct: ['interviewId'],
      select: { interviewId: true },
      take: 200,
    });
    for (const { interviewId } of held) {
      if (!(await isUnsealed(interviewId))) continue;
      await database.webhookDelivery.updateMany({
        where: { interviewId, status: 'held' },
        data: { status: 'pending', nextAttemptAt: new Date(clock.now()) },
      });
    }
  }

  async #take(): Promise<string[]> {
    const { database, clock } = this.#deps;
    const now = new Date(clock.now());
    const isFree = {
      status: 'pending',
      nextAttemptAt: { lte: now },
      OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }],
    };
    const due = await database.webhookDelivery.findMany({
      where: isFree,
      orderBy: { nextAttemptAt: 'asc' },
      select: { id: true },
      take: DELIVERY.batch,
    });
    const taken: string[] = [];
    for (const { id } of due) {
      // The database locks the row and looks at the condition again: of two processes, one changes it.
      const { count } = await database.webhookDelivery.updateMany({
        where: { id, ...isFree },
        data: { leasedUntil: new Date(now.getTime() + DELIVERY.leaseMs), attempts: { increment: 1 } },
      });
      if (count === 1) taken.push(id);
    }
    return taken;
  }

  async #deliver(id: string): Promise<void> {
    const { database, clock, log, random } = this.#deps;
    const row = await database.webhookDelivery.findUnique({ where: { id }, include: { webhook: true } });
    // Deleted meanwhile.
    if (!row) return;
    const outcome = await this.#send(row);
    const now = clock.now();
    const isDead =
      row.attempts >= DELIVERY.maxAttempts ||
      // Gone: the receiver asks for no more. A lost secret does not come back.
      (!outcome.ok && (outcome.status === 410 || outcome.error === 'secret_lost'));
    await database.webhookDelivery.updateMany({
      // A lease that ran out meanwhile belongs to somebody else, who counts on.
      where: { id, attempts: row.attempts },
      data: outcome.ok
        ? {
            status: 'delivered',
            deliveredAt: new Date(now),
            lastStatus: outcome.status,
            lastError: null,
            leasedUntil: null,
          }
        : {
            status: isDead ? 'dead' : 'pending',
            lastStatus: outcome.status,
            lastError: outcome.error,
            leasedUntil: null,
            nextAttemptAt: new Date(now + retryDelayMs(row.attempts, random)),
          },
    });
    if (!outcome.ok) {
      log.info(
        { deliveryId: id, attempts: row.attempts, status: outcome.status, error: outcome.error, isDead },
        'webhook not delivered',
      );
    }
  }

  async #send(row: {
    id: string;
    payload: unknown;
    webhook: { id: string; url: string; secret: Uint8Array };
  }): Promise<Outcome> {
    const { clock, secrets, request } = this.#deps;
    const secret = secrets.open(row.webhook.secret, row.webhook.id);
    if (secret === null) return { ok: false, status: null, error: 'secret_lost' };
    const body = JSON.stringify(row.payload);
    const timestamp = Math.floor(clock.now() / 1_000);
    return postWebhook(request, {
      url: row.webhook.url,
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Dryrun-Webhooks/1',
        'webhook-id': row.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook({ secret, id: row.id, timestamp, body }),
      },
    });
  }
}
