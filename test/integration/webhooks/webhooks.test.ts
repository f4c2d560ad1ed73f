import { nanoid } from 'nanoid';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeInterview } from '#shared/contracts/interviews.contract.ts';
import {
  WebhookMessageSchema,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  pingWebhook,
  resendDelivery,
} from '#shared/contracts/webhooks.contract.ts';
import { RATING_PERIOD_MS } from '#shared/domain/interview-machine.ts';
import { DELIVERY } from '#server/features/webhooks/webhook-sender.ts';
import { finishedSelf, openRatedRooms, refusalOf, type RatedRooms } from '../rubric/rated-room.ts';
import { startReceiver, type Receiver } from './webhook-receiver.ts';

let rooms: RatedRooms;
let receiver: Receiver;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

async function hookedRoom() {
  const room = await rooms.createRoom();
  const { webhook, secret } = await room.lead.call(createWebhook, {
    roomId: room.roomId,
    webhookId: nanoid(),
    url: receiver.url,
  });
  const ids = { roomId: room.roomId, webhookId: webhook.id };
  return {
    ...room,
    ids,
    secret,
    async deliveries() {
      const { webhooks } = await room.lead.call(listWebhooks, { roomId: room.roomId });
      return webhooks.flatMap(({ deliveries }) => deliveries);
    },
    ping: () => room.lead.call(pingWebhook, { ...ids, deliveryId: nanoid() }),
  };
}

async function endedRoom() {
  const room = await hookedRoom();
  await room.start();
  await room.note();
  await room.end();
  return room;
}

const bodies = () => receiver.calls.map(({ body }) => WebhookMessageSchema.parse(JSON.parse(body)));

describe('what is told, and when', () => {
  it('holds every submission back until nobody owes a form, from the list of deliveries too', async () => {
    const room = await endedRoom();
    await room.submitRubric();
    await room.submitSelf();
    await rooms.webhooks.deliverDue();
    expect(receiver.calls).toEqual([]);
    expect(await room.deliveries()).toEqual([]);

    rooms.clock.advance(60_000);
    await room.submitFeedback();
    await rooms.webhooks.deliverDue();
    const sent = bodies();
    expect(sent.map(({ type }) => type).toSorted()).toEqual([
      'form.submitted',
      'form.submitted',
      'form.submitted',
      'forms.revealed',
    ]);
    expect(
      sent.flatMap((each) =>
        each.type === 'form.submitted' ? [[each.data.kind, each.data.participantId]] : [],
      ),
    ).toEqual(
      expect.arrayContaining([
        ['rubric', room.lead.participantId],
        ['self', room.candidate.participantId],
        ['interviewer-feedback', room.candidate.participantId],
      ]),
    );
    expect(sent.find(({ type }) => type === 'forms.revealed')?.data).toEqual({
      roomId: room.roomId,
      interviewId: room.interviewId,
      reviewUrl: `https://dryrun.example.org/interviews/${room.interviewId}/review`,
    });
    const all = JSON.stringify(receiver.calls);
    for (const secret of ['RATER-REASON', 'SELF-SECRET', 'FEEDBACK-SECRET', 'Seen in', 'candidate 1'])
      expect(all).not.toContain(secret);
  });

  it('holds them after a deadline while the lead still rates blind, and lets them go with the rubric', async () => {
    const room = await endedRoom();
    await room.submitSelf(finishedSelf());
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    await rooms.webhooks.deliverDue();
    expect(bodies().map(({ type }) => type)).toEqual(['forms.revealed']);
    await room.submitRubric();
    await rooms.webhooks.deliverDue();
    expect(
      bodies()
        .flatMap((each) => (each.type === 'form.submitted' ? [each.data.kind] : []))
        .toSorted(),
    ).toEqual(['rubric', 'self']);
  });

  it('lets them go when the interview is closed without the rubric', async () => {
    const room = await endedRoom();
    await room.submitSelf();
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    await room.lead.call(closeInterview, { interviewId: room.interviewId });
    await rooms.webhooks.deliverDue();
    expect(
      bodies()
        .map(({ type }) => type)
        .toSorted(),
    ).toEqual(['form.submitted', 'forms.revealed']);
  });

  it('tells nothing of a submission that was rolled back', async () => {
    const room = await hookedRoom();
    await expect(
      rooms.database.$transaction(async (tx) => {
        await rooms.webhooks.outbox.addRevealed(tx, {
          roomId: room.roomId,
          interviewId: room.interviewId,
          revealedAt: new Date(rooms.clock.now()),
        });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await rooms.webhooks.deliverDue();
    expect(receiver.calls).toEqual([]);
  });
});

describe('a message', () => {
  it('is signed so that the Standard Webhooks library accepts it, and refuses a changed one', async () => {
    const room = await hookedRoom();
    await room.ping();
    await rooms.webhooks.deliverDue();
    const [call] = receiver.calls;
    if (!call) throw new Error('nothing came');
    const verifier = new Verifier(room.secret);
    // The library compares with the time of the machine, ours stands elsewhere.
    vi.useFakeTimers({ toFake: ['Date'], now: rooms.clock.now() });
    try {
      const headers = Object.fromEntries(
        Object.entries(call.headers).map(([name, value]) => [name, String(value)]),
      );
      expect(verifier.verify(call.body, headers)).toMatchObject({ type: 'ping' });
      expect(() => verifier.verify(`${call.body} `, headers)).toThrow(/signature/i);
      expect(() => new Verifier('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA').verify(call.body, headers)).toThrow(
        /signature/i,
      );
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps its secret out of the table in plain', async () => {
    const room = await hookedRoom();
    const row = await rooms.database.webhook.findUniqueOrThrow({ where: { id: room.ids.webhookId } });
    expect(Buffer.from(row.secret).toString('latin1')).not.toContain(room.secret.slice(6, 20));
    const { webhooks } = await room.lead.call(listWebhooks, { roomId: room.roomId });
    expect(JSON.stringify(webhooks)).not.toContain('whsec_');
  });

  it('is sent again after failures, later each time, under the same id', async () => {
    const room = await hookedRoom();
    receiver.answerWith((_call, count) => (count < 3 ? 500 : 200));
    await room.ping();
    await rooms.webhooks.deliverDue();
    expect(await room.deliveries()).toMatchObject([
      { status: 'pending', attempts: 1, lastStatus: 500, lastError: 'status' },
    ]);
    rooms.clock.advance(DELIVERY.firstDelayMs - 1);
    await rooms.webhooks.deliverDue();
    expect(receiver.calls).toHaveLength(1);
    rooms.clock.advance(1);
    await rooms.webhooks.deliverDue();
    expect(receiver.calls).toHaveLength(2);
    rooms.clock.advance(DELIVERY.firstDelayMs * DELIVERY.factor);
    await rooms.webhooks.deliverDue();
    expect(await room.deliveries()).toMatchObject([{ status: 'delivered', attempts: 3, lastStatus: 200 }]);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('is given up after the last attempt, and can be sent again by hand', async () => {
    const room = await hookedRoom();
    receiver.answerWith(() => 503);
    const { id } = await room.ping();
    for (let attempt = 0; attempt < DELIVERY.maxAttempts + 2; attempt += 1) {
      await rooms.webhooks.deliverDue();
      rooms.clock.advance(DELIVERY.firstDelayMs * DELIVERY.factor ** DELIVERY.maxAttempts);
    }
    expect(receiver.calls).toHaveLength(DELIVERY.maxAttempts);
    expect(await room.deliveries()).toMatchObject([{ status: 'dead', attempts: DELIVERY.maxAttempts }]);
    receiver.answerWith(() => 200);
    await room.lead.call(resendDelivery, { ...room.ids, deliveryId: id });
    await rooms.webhooks.deliverDue();
    expect(await room.deliveries()).toMatchObject([{ id, status: 'delivered', attempts: 1 }]);
  });

  it('counts a receiver that does not answer as failed', async () => {
    const room = await hookedRoom();
    receiver.answerWith(() => 'hang');
    await room.ping();
    await rooms.webhooks.deliverDue();
    expect(await room.deliveries()).toMatchObject([{ status: 'pending', lastError: 'timeout' }]);
  });

  it('follows no redirect', async () => {
    const room = await hookedRoom();
    receiver.answerWith(() => 302);
    await room.ping();
    await rooms.webhooks.deliverDue();
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook']);
    expect(await room.deliveries()).toMatchObject([{ status: 'pending', lastStatus: 302 }]);
  });

  it('is dead at once when the receiver says it is gone', async () => {
    const room = await hookedRoom();
    receiver.answerWith(() => 410);
    await room.ping();
    await rooms.webhooks.deliverDue();
    expect(await room.deliveries()).toMatchObject([{ status: 'dead', attempts: 1 }]);
  });
});

describe('several processes', () => {
  it('send each message once', async () => {
    const room = await hookedRoom();
    const others = [rooms.openWebhooks(), rooms.openWebhooks()];
    const ids = Array.from({ length: 25 }, () => nanoid());
    const now = new Date(rooms.clock.now());
    await rooms.database.webhookDelivery.createMany({
      data: ids.map((id) => ({
        id,
        webhookId: room.ids.webhookId,
        interviewId: '',
        type: 'ping',
        payload: { type: 'ping', timestamp: now.toISOString(), data: { roomId: room.roomId } },
        status: 'pending',
        nextAttemptAt: now,
      })),
    });
    await Promise.all([rooms.webhooks, ...others].map((each) => each.deliverDue()));
    for (const other of others) await other.close?.();
    const received = receiver.calls.map(({ headers }) => headers['webhook-id']);
    expect(received).toHaveLength(ids.length);
    expect(new Set(received)).toEqual(new Set(ids));
  });

  it('take over what one of them took and never finished, after its lease', async () => {
    const room = await hookedRoom();
    const { id } = await room.ping();
    await rooms.webhooks.deliverDue();
    // As a process leaves it that dies between taking and sending.
    await rooms.database.webhookDelivery.update({
      where: { id },
      data: { status: 'pending', leasedUntil: new Date(rooms.clock.now() + DELIVERY.leaseMs) },
    });
    await rooms.webhooks.deliverDue();
    expect(receiver.calls).toHaveLength(1);
    rooms.clock.advance(DELIVERY.leaseMs + 1);
    await rooms.webhooks.deliverDue();
    expect(receiver.calls).toHaveLength(2);
    expect(await room.deliveries()).toMatchObject([{ status: 'delivered' }]);
  });
});

describe('who may', () => {
  it('is the host and nobody else', async () => {
    const room = await hookedRoom();
    for (const person of [room.candidate, room.of('shadow'), room.of('observer')]) {
      // One after another: a refusal nobody waits for yet is an unhandled one.
      const calls = [
        () => person.call(listWebhooks, { roomId: room.roomId }),
        () => person.call(createWebhook, { roomId: room.roomId, webhookId: nanoid(), url: receiver.url }),
        () => person.call(deleteWebhook, room.ids),
        () => person.call(pingWebhook, { ...room.ids, deliveryId: nanoid() }),
        () => person.call(resendDelivery, { ...room.ids, deliveryId: nanoid() }),
      ];
      for (const call of calls) expect((await refusalOf(call())).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(room.stranger.call(listWebhooks, { roomId: room.roomId }))).code).toBe(
      'ROOM_NOT_FOUND',
    );
  });

  it('cannot reach the webhook of another room', async () => {
    const room = await hookedRoom();
    const other = await hookedRoom();
    const crossed = { roomId: other.roomId, webhookId: room.ids.webhookId };
    expect((await refusalOf(other.lead.call(pingWebhook, { ...crossed, deliveryId: nanoid() }))).code).toBe(
      'WEBHOOK_NOT_FOUND',
    );
    await other.lead.call(deleteWebhook, crossed);
    expect((await room.lead.call(listWebhooks, { roomId: room.roomId })).webhooks).toHaveLength(1);
  });

  it('has five addresses at most, and stops one with what waits', async () => {
    const room = await hookedRoom();
    const make = () =>
      room.lead.call(createWebhook, { roomId: room.roomId, webhookId: nanoid(), url: receiver.url });
    for (let index = 0; index < 4; index += 1) await make();
    expect((await refusalOf(make())).code).toBe('TOO_MANY_WEBHOOKS');
    await room.lead.call(deleteWebhook, room.ids);
    expect((await room.lead.call(listWebhooks, { roomId: room.roomId })).webhooks).toHaveLength(4);
  });
});
