import type { Logger } from 'pino';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { RoomDirectory } from '#server/features/rooms/membership.ts';
import type { Clock } from '#server/platform/clock.ts';
import { handle, type FeatureModule } from '#server/platform/operation.ts';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  pingWebhook,
  resendDelivery,
} from '#shared/contracts/webhooks.contract.ts';
import { resolveHost, type Resolve } from './webhook-address.ts';
import { createWebhookOutbox, type WebhookOutbox } from './webhook-outbox.ts';
import { WebhookSender } from './webhook-sender.ts';
import { createSecretBox } from './webhook-signature.ts';
import { createWebhooksService } from './webhooks.service.ts';

export interface WebhooksModuleDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rooms: Pick<RoomDirectory, 'getMembership'>;
  readonly authSecret: string;
  readonly baseUrl: string;
  /** Private addresses and plain http too; the operator's choice. */
  readonly allowsPrivate: boolean;
  /** Whether nobody in the interview is still to be kept from knowing who handed in what. */
  readonly isUnsealed: (interviewId: string) => Promise<boolean>;
  readonly random?: () => number;
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

export interface WebhooksModule extends FeatureModule {
  readonly outbox: WebhookOutbox;
  /** Sends everything that is due now. */
  deliverDue(): Promise<void>;
}

/** Signed messages about a room to addresses of its host. */
export function createWebhooksModule(deps: WebhooksModuleDeps): WebhooksModule {
  const { database, clock, log, rooms, allowsPrivate } = deps;
  const secrets = createSecretBox(deps.authSecret);
  const sender = new WebhookSender({
    database,
    clock,
    log,
    secrets,
    random: deps.random ?? Math.random,
    request: {
      allowsPrivate,
      resolve: deps.resolve ?? resolveHost,
      ...(deps.timeoutMs === undefined ? {} : { timeoutMs: deps.timeoutMs }),
    },
    isUnsealed: deps.isUnsealed,
  });
  const service = createWebhooksService({
    database,
    clock,
    rooms,
    secrets,
    allowsPrivate,
    wake: () => void sender.deliverDue(),
  });
  return {
    operations: [
      handle(createWebhook, async ({ actor, input }) => ({ data: await service.create(actor, input) })),
      handle(listWebhooks, async ({ actor, input }) => ({
        data: { webhooks: await service.list(actor, input.roomId) },
      })),
      handle(deleteWebhook, async ({ actor, input }) => {
        await service.remove(actor, input);
        return { data: { webhookId: input.webhookId } };
      }),
      handle(pingWebhook, async ({ actor, input }) => ({ data: await service.ping(actor, input) })),
      handle(resendDelivery, async ({ actor, input }) => ({ data: await service.resend(actor, input) })),
    ],
    outbox: createWebhookOutbox({ baseUrl: deps.baseUrl }),
    deliverDue: () => sender.deliverDue(),
    close: () => sender.close(),
  };
}
