/**
 * Tickets open one document for clients that cannot send the login cookie. Each is random, lives a minute, works once
 * and is bound to person, interview and kind. Only hashes are kept, and every process is told of them: the socket may
 * reach another process than the request did.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#server/platform/clock.ts';
import type { ClusterBus } from '#server/platform/cluster-bus.ts';
import { DOCUMENT_LIMITS, type DocumentName } from '#shared/contracts/documents.contract.ts';
import { DOCUMENT_KINDS } from '#shared/domain/vocabulary.ts';

const CHANNEL = 'documents:tickets';
/** Far more than a minute of honest requests; the oldest make room. */
const MAX_TICKETS = 20_000;

const TicketMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('issued'),
    hash: z.string(),
    userId: z.string(),
    interviewId: z.string(),
    kind: z.enum(DOCUMENT_KINDS),
    expiresAt: z.number(),
  }),
  z.strictObject({ type: z.literal('used'), hash: z.string() }),
]);
type TicketMessage = z.infer<typeof TicketMessageSchema>;
type IssuedTicket = Extract<TicketMessage, { type: 'issued' }>;

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url');
}

export class DocumentTickets {
  readonly #bus: ClusterBus;
  readonly #clock: Clock;
  readonly #open = new Map<string, IssuedTicket>();
  readonly #unsubscribe: () => void;

  constructor(deps: { bus: ClusterBus; clock: Clock }) {
    this.#bus = deps.bus;
    this.#clock = deps.clock;
    this.#unsubscribe = deps.bus.subscribe(CHANNEL, (message) => this.#apply(message));
  }

  issue(input: DocumentName & { userId: string }): { ticket: string; expiresAt: Date } {
    const ticket = randomBytes(24).toString('base64url');
    const issued: IssuedTicket = {
      type: 'issued',
      hash: hashOf(ticket),
      userId: input.userId,
      interviewId: input.interviewId,
      kind: input.kind,
      expiresAt: this.#clock.now() + DOCUMENT_LIMITS.ticketTtlMs,
    };
    this.#keep(issued);
    this.#publish(issued);
    return { ticket, expiresAt: new Date(issued.expiresAt) };
  }

  /** Uses up a ticket; whose it was, or null when it is unknown, used, expired or for another document. */
  redeem(ticket: string, name: DocumentName): string | null {
    const hash = hashOf(ticket);
    const issued = this.#open.get(hash);
    if (issued === undefined) return null;
    this.#open.delete(hash);
    this.#publish({ type: 'used', hash });
    if (issued.expiresAt <= this.#clock.now()) return null;
    return issued.interviewId === name.interviewId && issued.kind === name.kind ? issued.userId : null;
  }

  close(): void {
    this.#unsubscribe();
    this.#open.clear();
  }

  #keep(issued: IssuedTicket): void {
    // Insertion order is expiry order, give or take the clocks of other processes.
    for (const [hash, oldest] of this.#open) {
      if (oldest.expiresAt > this.#clock.now() && this.#open.size < MAX_TICKETS) break;
      this.#open.delete(hash);
    }
    this.#open.set(issued.hash, issued);
  }

  #publish(message: TicketMessage): void {
    if (this.#bus.isDistributed) this.#bus.publish(CHANNEL, Buffer.from(JSON.stringify(message)));
  }

  #apply(bytes: Uint8Array): void {
    const message = TicketMessageSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (message.type === 'used') this.#open.delete(message.hash);
    else if (!this.#open.has(message.hash)) this.#keep(message);
  }
}
