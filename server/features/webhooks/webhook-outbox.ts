import { nanoid } from 'nanoid';
import type { Prisma } from '#prisma/generated/client.ts';
import type { WebhookMessage } from '#shared/contracts/webhooks.contract.ts';
import type { FormKind } from '#shared/domain/rubric-forms.ts';

/** A form that was handed in; who, which and when. */
export interface SubmittedForm {
  readonly roomId: string;
  readonly interviewId: string;
  readonly participantId: string;
  readonly kind: FormKind;
  readonly submittedAt: Date;
}

/** Forms that were opened for everybody. */
export interface RevealedForms {
  readonly roomId: string;
  readonly interviewId: string;
  readonly revealedAt: Date;
}

/** Writes messages inside the transaction of what they tell of: neither can be there without the other. */
export interface WebhookOutbox {
  /** Held until nobody can learn from it what is still sealed to them. */
  addSubmitted(tx: Prisma.TransactionClient, form: SubmittedForm): Promise<void>;
  addRevealed(tx: Prisma.TransactionClient, forms: RevealedForms): Promise<void>;
}

/** @param baseUrl where people reach this server, for links in messages */
export function createWebhookOutbox({ baseUrl }: { baseUrl: string }): WebhookOutbox {
  async function add(
    tx: Prisma.TransactionClient,
    input: {
      roomId: string;
      interviewId: string;
      at: Date;
      status: 'held' | 'pending';
      message: WebhookMessage;
    },
  ): Promise<void> {
    const webhooks = await tx.webhook.findMany({ where: { roomId: input.roomId }, select: { id: true } });
    if (webhooks.length === 0) return;
    await tx.webhookDelivery.createMany({
      data: webhooks.map(({ id }) => ({
        id: `msg_${nanoid()}`,
        webhookId: id,
        interviewId: input.interviewId,
        type: input.message.type,
        payload: input.message,
        status: input.status,
        nextAttemptAt: input.at,
        createdAt: input.at,
      })),
    });
  }

  return {
    addSubmitted: (tx, { roomId, interviewId, participantId, kind, submittedAt }) =>
      add(tx, {
        roomId,
        interviewId,
        at: submittedAt,
        status: 'held',
        message: {
          type: 'form.submitted',
          timestamp: submittedAt.toISOString(),
          data: { roomId, interviewId, participantId, kind },
        },
      }),
    addRevealed: (tx, { roomId, interviewId, revealedAt }) =>
      add(tx, {
        roomId,
        interviewId,
        at: revealedAt,
        status: 'pending',
        message: {
          type: 'forms.revealed',
          timestamp: revealedAt.toISOString(),
          data: { roomId, interviewId, reviewUrl: `${baseUrl}/interviews/${interviewId}/review` },
        },
      }),
  };
}
