import { nanoid } from 'nanoid';
import type { Prisma } from '#prisma/generated/client.ts';
import { guideChanged, interviewChanged } from '#shared/contracts/interviews.contract.ts';
import { elapsedMs } from '#shared/domain/interview-machine.ts';
import type { InterviewSetup, InterviewState } from '#shared/domain/interview-state.ts';
import type { Act, Audience, GuideAct, GuideEvent, PublicAct, PublicEvent } from '#shared/domain/timeline.ts';
import { AppError } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import { broadcastTo, channels, type Effect } from '#server/platform/operation.ts';
import { findInterview, type InterviewRecord } from './interview-record.ts';
import type { InterviewsDeps } from './interviews.deps.ts';
import { toGuideEvent, toPublicEvent } from './interviews.view.ts';

/**
 * The one way an interview changes: read, decide, write the row only if nobody else did in between, append the
 * events with it, and say what has to be told to whom.
 */

/**
 * Tries before giving up. The first one locks nothing, because almost always nobody else writes; the second waits for
 * its turn and cannot lose to another of our own writers. A third is for whoever changes rows by other means.
 */
const MAX_ATTEMPTS = 3;

/** What is to be written. An absent part stays as it is. */
export interface InterviewChange {
  readonly state?: InterviewState;
  readonly publicActs?: readonly PublicAct[];
  readonly setup?: InterviewSetup;
  readonly guideActs?: readonly GuideAct[];
  /** Id of the single event this change appends, where a client made it. */
  readonly eventId?: string;
  /** Set for what must be possible even when the timeline is full, such as ending the interview. */
  readonly ignoresEventLimit?: boolean;
  readonly columns?: Pick<
    Prisma.InterviewUncheckedUpdateManyInput,
    | 'scenarioId'
    | 'scenarioVersion'
    | 'candidateId'
    | 'leadId'
    | 'startedAt'
    | 'endedAt'
    | 'revealedAt'
    | 'ratingDeadline'
  >;
}

/** `record` is the interview after the change. */
export interface ChangedInterview {
  readonly record: InterviewRecord;
  readonly publicEvents: readonly PublicEvent[];
  readonly guideEvents: readonly GuideEvent[];
  readonly effects: readonly Effect[];
}

export interface ChangeInput {
  readonly interviewId: string;
  /** Participant; null for the server itself. */
  readonly actorId: string | null;
  /**
   * Called with the newest record, again after a lost race. Returns what to write, null for nothing, or throws the
   * refusal. May read through `tx`, and nothing else. `now` is the time the change will carry.
   */
  readonly decide: (
    record: InterviewRecord,
    context: { readonly tx: Prisma.TransactionClient; readonly now: number },
  ) => InterviewChange | null | Promise<InterviewChange | null>;
}

type LogDeps = Pick<InterviewsDeps, 'database' | 'clock' | 'rooms'>;

/** @throws INTERVIEW_NOT_FOUND, REVISION_CONFLICT, TIMELINE_FULL, and what `decide` throws */
export function changeInterview(deps: LogDeps, input: ChangeInput): Promise<ChangedInterview> {
  return deps.database.$transaction((tx) => changeInterviewIn(tx, deps, input));
}

/** The same inside a transaction of the caller's, who returns the effects after the commit. */
export async function changeInterviewIn(
  tx: Prisma.TransactionClient,
  deps: LogDeps,
  input: ChangeInput,
): Promise<ChangedInterview> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await tx.$queryRaw`SELECT 1 FROM interview WHERE id = ${input.interviewId} FOR UPDATE`;
    const record = await findInterview(tx, input.interviewId);
    if (!record) throw new AppError('INTERVIEW_NOT_FOUND');
    const now = deps.clock.now();
    const change = await input.decide(record, { tx, now });
    if (!change) return { record, publicEvents: [], guideEvents: [], effects: [] };
    const written = await write(tx, { record, change, actorId: input.actorId, now });
    if (written) return announce(tx, deps, { before: record, ...written });
  }
  throw new AppError('REVISION_CONFLICT');
}

interface Written {
  readonly record: InterviewRecord;
  readonly publicEvents: readonly PublicEvent[];
  readonly guideEvents: readonly GuideEvent[];
  readonly isGuideChange: boolean;
  readonly isPublicChange: boolean;
  readonly now: number;
}

/** Null when somebody else has written since `record` was read. */
async function write(
  tx: Prisma.TransactionClient,
  input: { record: InterviewRecord; change: InterviewChange; actorId: string | null; now: number },
): Promise<Written | null> {
  const { record, change, actorId, now } = input;
  const { row } = record;
  const { publicActs = [], guideActs = [] } = change;
  const state = change.state ?? record.state;
  const setup = change.setup ?? record.setup;
  const isPublicChange = change.state !== undefined || publicActs.length > 0;
  const isGuideChange = change.setup !== undefined || guideActs.length > 0;

  const acts: readonly (readonly [Audience, Act])[] = [
    ...publicActs.map((act) => ['everyone', act] as const),
    ...guideActs.map((act) => ['guides', act] as const),
  ];
  const nextSeq = row.nextSeq + acts.length;
  if (!change.ignoresEventLimit && acts.length > 0 && nextSeq - 1 > LIMITS.eventsPerInterview) {
    throw new AppError('TIMELINE_FULL');
  }
  const revisions = {
    revision: row.revision + (isPublicChange ? 1 : 0),
    guideRevision: row.guideRevision + (isGuideChange ? 1 : 0),
    nextSeq,
  };
  const { count } = await tx.interview.updateMany({
    // All three numbers: a guide's act must not slip past a change of the phase it was decided on, nor the reverse.
    where: { id: row.id, revision: row.revision, guideRevision: row.guideRevision, nextSeq: row.nextSeq },
    data: { ...change.columns, ...revisions, status: state.status, state, setup },
  });
  if (count === 0) return null;

  const offsetMs = elapsedMs(state, now);
  const events = acts.map(([audience, act], index) => ({
    id: change.eventId ?? nanoid(),
    interviewId: row.id,
    seq: row.nextSeq + index,
    offsetMs,
    at: new Date(now),
    actorId,
    type: act.type,
    payload: act,
    audience,
  }));
  if (events.length > 0) await tx.interviewEvent.createMany({ data: events });

  const after = await findInterview(tx, row.id);
  if (!after) throw new AppError('INTERVIEW_NOT_FOUND');
  return {
    record: after,
    publicEvents: events.filter(({ audience }) => audience === 'everyone').map(toPublicEvent),
    guideEvents: events.filter(({ audience }) => audience === 'guides').map(toGuideEvent),
    isPublicChange,
    isGuideChange,
    now,
  };
}

/** What everybody and what only the guides are told. The room lists the status, so a change of it is the room's too. */
async function announce(
  tx: Prisma.TransactionClient,
  deps: LogDeps,
  input: Written & { before: InterviewRecord },
): Promise<ChangedInterview> {
  const { before, record, publicEvents, guideEvents, isPublicChange, isGuideChange, now } = input;
  const { id: interviewId, roomId, revision, guideRevision } = record.row;
  const effects: Effect[] = [];
  if (isPublicChange) {
    effects.push(
      broadcastTo(channels.room(roomId), interviewChanged, {
        interviewId,
        revision,
        serverNow: now,
        state: record.state,
        events: [...publicEvents],
      }),
    );
  }
  if (isGuideChange) {
    effects.push(
      broadcastTo(channels.guides(roomId), guideChanged, {
        interviewId,
        guideRevision,
        setup: record.setup,
        events: [...guideEvents],
      }),
    );
  }
  if (before.state.status !== record.state.status) effects.push(...(await deps.rooms.touch(tx, roomId)));
  return { record, publicEvents, guideEvents, effects };
}
