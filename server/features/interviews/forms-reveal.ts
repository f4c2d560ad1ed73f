import type { Prisma } from '#prisma/generated/client.ts';
import { transition } from '#shared/domain/interview-machine.ts';
import { AppError } from '#shared/errors.ts';
import type { Effect } from '#server/platform/operation.ts';
import { changeInterviewIn, type ChangeInput } from './interview-log.ts';
import type { InterviewsDeps } from './interviews.deps.ts';

/** How often deadlines are looked at, in ms. They are days away; half a minute late is nothing. */
const SWEEP_INTERVAL_MS = 30_000;

/** Interviews opened by one sweep; the rest waits for the next one. */
const SWEEP_BATCH = 50;

export interface RevealInput {
  readonly interviewId: string;
  readonly reason: 'complete' | 'deadline';
}

/** rating -> revealed: opens what both sides wrote, when all of it is in or the deadline has passed. */
export interface FormsReveal {
  /**
   * Returns what has to be told after the commit; nothing when the forms are open already. With `tx` it happens inside
   * the caller's transaction. @throws INTERVIEW_NOT_FOUND, WRONG_PHASE before the interview has ended,
   * INTERVIEW_NOT_READY for a deadline that has not passed
   */
  revealForms(input: RevealInput, tx?: Prisma.TransactionClient): Promise<readonly Effect[]>;
  /** Opens every interview whose deadline has passed. One that fails is logged and does not hold up the others. */
  revealDue(): Promise<void>;
  /** Ends the timer and waits for a sweep that is under way. */
  close(): Promise<void>;
}

/** Starts looking at once, because deadlines pass while a server is down, and then at intervals. */
export function createFormsReveal(deps: InterviewsDeps): FormsReveal {
  const { database, clock, log, documents } = deps;

  async function revealForms(
    { interviewId, reason }: RevealInput,
    tx?: Prisma.TransactionClient,
  ): Promise<readonly Effect[]> {
    const input: ChangeInput = {
      interviewId,
      actorId: null,
      decide(record, { now }) {
        const result = transition(record.state, { type: 'reveal-forms', reason }, now);
        if (!result.ok) throw new AppError(result.code, { details: { status: record.state.status } });
        if (result.state === record.state) return null;
        return {
          state: result.state,
          publicActs: result.acts,
          ignoresEventLimit: true,
          columns: { revealedAt: new Date(now), ratingDeadline: null },
        };
      },
    };
    const open = async (inner: Prisma.TransactionClient) => {
      const changed = await changeInterviewIn(inner, deps, input);
      if (changed.effects.length > 0) await deps.onFormsOpened?.(inner, interviewId);
      return changed;
    };
    const { effects } = await (tx ? open(tx) : database.$transaction(open));
    if (effects.length === 0) return [];
    // The interviewers' private page is closed for writing now.
    return [...effects, { type: 'run', run: () => documents.refreshAccess({ interviewId }) }];
  }

  async function revealDue(): Promise<void> {
    const due = await database.interview.findMany({
      where: { status: 'rating', ratingDeadline: { lte: new Date(clock.now()) } },
      orderBy: { ratingDeadline: 'asc' },
      select: { id: true },
      take: SWEEP_BATCH,
    });
    for (const { id: interviewId } of due) {
      try {
        await deps.emit(await revealForms({ interviewId, reason: 'deadline' }));
        log.info({ interviewId }, 'forms opened by their deadline');
      } catch (error) {
        log.error({ err: error, interviewId }, 'forms could not be opened by their deadline');
      }
    }
  }

  let sweep: Promise<void> | null = null;
  const runSweep = (): void => {
    // A slow sweep is not overtaken by the next one.
    sweep ??= revealDue()
      .catch((error: unknown) => log.error({ err: error }, 'deadlines could not be read'))
      .finally(() => {
        sweep = null;
      });
  };
  const timer = setInterval(runSweep, SWEEP_INTERVAL_MS);
  // Never the reason for a process to stay.
  timer.unref();
  runSweep();

  return {
    revealForms,
    revealDue,
    async close() {
      clearInterval(timer);
      await sweep;
    },
  };
}
