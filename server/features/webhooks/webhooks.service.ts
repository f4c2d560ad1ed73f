import type { PrismaClient, WebhookDelivery as DeliveryRow } from '#prisma/generated/client.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Actor } from '#server/platform/operation.ts';
import {
  WebhookDeliverySchema,
  type Webhook,
  type WebhookDelivery,
  type WebhookMessage,
} from '#shared/contracts/webhooks.contract.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import { urlFault } from './webhook-address.ts';
import { createWebhookSecret, type SecretBox } from './webhook-signature.ts';

/** Deliveries a list shows of each address. */
const LOG_LENGTH = 20;

export interface WebhooksServiceDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly rooms: {
    /** @throws ROOM_NOT_FOUND, PARTICIPANT_REMOVED */
    getMembership(input: { userId: string; roomId: string }): Promise<Membership>;
  };
  readonly secrets: SecretBox;
  readonly allowsPrivate: boolean;
  /** Sends what is due without waiting for the next look. */
  readonly wake: () => void;
}

/** Addresses of a room, for its host alone: they take what happens in the room out of it. */
export function createWebhooksService(deps: WebhooksServiceDeps) {
  const { database, clock, rooms, secrets } = deps;

  async function requireHost(actor: Actor, roomId: string): Promise<void> {
    const member = await rooms.getMembership({ userId: actor.userId, roomId });
    if (!member.isHost) throw new AppError('FORBIDDEN');
  }

  async function requireWebhook(input: { roomId: string; webhookId: string }): Promise<void> {
    const row = await database.webhook.findUnique({ where: { id: input.webhookId } });
    if (row?.roomId !== input.roomId) throw new AppError('WEBHOOK_NOT_FOUND');
  }

  return {
    /** @throws FORBIDDEN, WEBHOOK_URL_REFUSED, TOO_MANY_WEBHOOKS */
    async create(
      actor: Actor,
      input: { roomId: string; webhookId: string; url: string },
    ): Promise<{ webhook: Webhook; secret: string }> {
      const { roomId, webhookId, url } = input;
      await requireHost(actor, roomId);
      const reason = urlFault(url, deps);
      if (reason !== null) throw new AppError('WEBHOOK_URL_REFUSED', { details: { reason } });
      const secret = createWebhookSecret();
      const content = { url, secret: secrets.seal(secret, webhookId) };
      const row = await database.$transaction(async (tx) => {
        // One after another, so that the count holds.
        await tx.$queryRaw`SELECT 1 FROM "room" WHERE "id" = ${roomId} FOR UPDATE`;
        const known = await tx.webhook.findUnique({ where: { id: webhookId } });
        if (known) {
          if (known.roomId !== roomId) throw new AppError('FORBIDDEN');
          return tx.webhook.update({ where: { id: webhookId }, data: content });
        }
        if ((await tx.webhook.count({ where: { roomId } })) >= LIMITS.webhooksPerRoom)
          throw new AppError('TOO_MANY_WEBHOOKS');
        return tx.webhook.create({
          data: { id: webhookId, roomId, createdAt: new Date(clock.now()), ...content },
        });
      });
      return {
        webhook: { id: row.id, url: row.url, createdAt: row.createdAt.toISOString(), deliveries: [] },
        secret,
      };
    },

    /** Held messages are in no list: that they exist is what they are held for. @throws FORBIDDEN */
    async list(actor: Actor, roomId: string): Promise<Webhook[]> {
      await requireHost(actor, roomId);
      const rows = await database.webhook.findMany({
        where: { roomId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        include: {
          deliveries: {
            where: { status: { not: 'held' } },
            orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
            take: LOG_LENGTH,
          },
        },
      });
      return rows.map(({ id, url, createdAt, deliveries }) => ({
        id,
        url,
        createdAt: createdAt.toISOString(),
        deliveries: deliveries.map(toDelivery),
      }));
    },

    /** @throws FORBIDDEN */
    async remove(actor: Actor, input: { roomId: string; webhookId: string }): Promise<void> {
      await requireHost(actor, input.roomId);
      await database.webhook.deleteMany({ where: { id: input.webhookId, roomId: input.roomId } });
    },

    /** @throws FORBIDDEN, WEBHOOK_NOT_FOUND */
    async ping(
      actor: Actor,
      input: { roomId: string; webhookId: string; deliveryId: string },
    ): Promise<WebhookDelivery> {
      const { roomId, webhookId, deliveryId: id } = input;
      await requireHost(actor, roomId);
      await requireWebhook(input);
      const now = new Date(clock.now());
      const payload: WebhookMessage = { type: 'ping', timestamp: now.toISOString(), data: { roomId } };
      await database.webhookDelivery.createMany({
        data: {
          id,
          webhookId,
          interviewId: '',
          type: 'ping',
          payload,
          status: 'pending',
          nextAttemptAt: now,
          createdAt: now,
        },
        skipDuplicates: true,
      });
      deps.wake();
      return toDelivery(await findDelivery({ id, webhookId }));
    },

    /** @throws FORBIDDEN, WEBHOOK_NOT_FOUND */
    async resend(
      actor: Actor,
      input: { roomId: string; webhookId: string; deliveryId: string },
    ): Promise<WebhookDelivery> {
      await requireHost(actor, input.roomId);
      await requireWebhook(input);
      const { deliveryId: id, webhookId } = input;
      await findDelivery({ id, webhookId });
      // One that waits already is only brought forward; it keeps the attempts it has left.
      await database.webhookDelivery.updateMany({
        where: { id, webhookId, status: 'pending' },
        data: { nextAttemptAt: new Date(clock.now()) },
      });
      await database.webhookDelivery.updateMany({
        where: { id, webhookId, status: { in: ['delivered', 'dead'] } },
        data: {
          status: 'pending',
          attempts: 0,
          nextAttemptAt: new Date(clock.now()),
          leasedUntil: null,
          deliveredAt: null,
        },
      });
      deps.wake();
      return toDelivery(await findDelivery({ id, webhookId }));
    },
  };

  async function findDelivery(input: { id: string; webhookId: string }): Promise<DeliveryRow> {
    const row = await database.webhookDelivery.findFirst({ where: { ...input, status: { not: 'held' } } });
    if (!row) throw new AppError('WEBHOOK_NOT_FOUND');
    return row;
  }
}

export type WebhooksService = ReturnType<typeof createWebhooksService>;

function toDelivery(row: DeliveryRow): WebhookDelivery {
  return WebhookDeliverySchema.parse({
    id: row.id,
    type: row.type,
    status: row.status,
    attempts: row.attempts,
    nextAttemptAt: row.status === 'pending' ? row.nextAttemptAt.toISOString() : null,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  });
}
