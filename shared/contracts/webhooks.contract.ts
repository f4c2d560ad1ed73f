import { z } from 'zod';
import { FORM_KINDS } from '#shared/domain/rubric-forms.ts';
import { LIMITS } from '#shared/limits.ts';
import { IdSchema, TimeSchema, operation } from './operation.ts';

/**
 * Messages to an address of the room owner's choice, signed as standardwebhooks.com describes: `webhook-id`, `webhook-timestamp`
 * (seconds) and `webhook-signature` (`v1,` and the base64 HMAC-SHA256 of `id.timestamp.body` with the decoded secret).
 * Each message is delivered at least once: a receiver drops ids it has seen.
 */

// ---------------------------------------------------------------- entities

/**
 * A body as it is sent. Ids, kinds and times only, never what a form says. `form.submitted` is held back until the forms
 * are open and nobody owes one any more: before, even that one was handed in is sealed.
 */
export const WebhookMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('form.submitted'),
    timestamp: TimeSchema,
    data: z.strictObject({
      roomId: IdSchema,
      interviewId: IdSchema,
      participantId: IdSchema,
      kind: z.enum(FORM_KINDS),
    }),
  }),
  z.strictObject({
    type: z.literal('forms.revealed'),
    timestamp: TimeSchema,
    data: z.strictObject({ roomId: IdSchema, interviewId: IdSchema, reviewUrl: z.string() }),
  }),
  z.strictObject({
    type: z.literal('ping'),
    timestamp: TimeSchema,
    data: z.strictObject({ roomId: IdSchema }),
  }),
]);
export type WebhookMessage = z.infer<typeof WebhookMessageSchema>;

export const DELIVERY_ERRORS = [
  'status',
  'timeout',
  'connection',
  'certificate',
  'dns',
  'blocked_address',
  'secret_lost',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

export const WebhookDeliverySchema = z.strictObject({
  id: IdSchema,
  type: z.enum(['form.submitted', 'forms.revealed', 'ping']),
  status: z.enum(['pending', 'delivered', 'dead']),
  attempts: z.int().min(0),
  /** While pending. */
  nextAttemptAt: TimeSchema.nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.enum(DELIVERY_ERRORS).nullable(),
  createdAt: TimeSchema,
  deliveredAt: TimeSchema.nullable(),
});
export type WebhookDelivery = z.infer<typeof WebhookDeliverySchema>;

export const WebhookSchema = z.strictObject({
  id: IdSchema,
  url: z.string(),
  createdAt: TimeSchema,
  /** Newest first. */
  deliveries: z.array(WebhookDeliverySchema),
});
export type Webhook = z.infer<typeof WebhookSchema>;

// ---------------------------------------------------------------- operations

const byRoom = { roomId: IdSchema };
const byWebhook = { ...byRoom, webhookId: IdSchema };
const shared = { access: 'user', allowed: 'host', transports: ['http'] } as const;
const errors = ['ROOM_NOT_FOUND', 'FORBIDDEN'] as const;

export const createWebhook = operation({
  ...shared,
  name: 'webhooks:create',
  summary:
    'Send messages of this room to an address. The secret is shown only in this answer; a retry with the same id makes a new one.',
  method: 'POST',
  path: '/api/rooms/:roomId/webhooks',
  rateLimit: 'sensitive',
  input: z.strictObject({
    ...byWebhook,
    url: z.url({ protocol: /^https?$/ }).max(LIMITS.webhookUrl),
  }),
  output: z.strictObject({ webhook: WebhookSchema, secret: z.string() }),
  errors: [...errors, 'WEBHOOK_URL_REFUSED', 'TOO_MANY_WEBHOOKS'],
});

export const listWebhooks = operation({
  ...shared,
  name: 'webhooks:list',
  summary: 'Addresses of the room, each with its newest deliveries.',
  method: 'GET',
  path: '/api/rooms/:roomId/webhooks',
  rateLimit: 'read',
  input: z.strictObject(byRoom),
  output: z.strictObject({ webhooks: z.array(WebhookSchema) }),
  errors,
});

export const deleteWebhook = operation({
  ...shared,
  name: 'webhooks:delete',
  summary: 'Stop sending to an address, what waits included. Deleting twice changes nothing.',
  method: 'DELETE',
  path: '/api/rooms/:roomId/webhooks/:webhookId',
  rateLimit: 'write',
  input: z.strictObject(byWebhook),
  output: z.strictObject({ webhookId: IdSchema }),
  errors,
});

export const pingWebhook = operation({
  ...shared,
  name: 'webhooks:ping',
  summary: 'Send a test message. The id is made by the client, so a retry sends no second one.',
  method: 'POST',
  path: '/api/rooms/:roomId/webhooks/:webhookId/ping',
  rateLimit: 'sensitive',
  input: z.strictObject({ ...byWebhook, deliveryId: IdSchema }),
  output: WebhookDeliverySchema,
  errors: [...errors, 'WEBHOOK_NOT_FOUND'],
});

export const resendDelivery = operation({
  ...shared,
  name: 'webhooks:resend',
  summary: 'Send a message again under the same id, now and with all its retries.',
  method: 'POST',
  path: '/api/rooms/:roomId/webhooks/:webhookId/deliveries/:deliveryId/resend',
  rateLimit: 'sensitive',
  input: z.strictObject({ ...byWebhook, deliveryId: IdSchema }),
  output: WebhookDeliverySchema,
  errors: [...errors, 'WEBHOOK_NOT_FOUND'],
});

export const WEBHOOK_OPERATIONS = [
  createWebhook,
  listWebhooks,
  deleteWebhook,
  pingWebhook,
  resendDelivery,
] as const;
