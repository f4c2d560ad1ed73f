import type * as contract from '#shared/contracts/interviews.contract.ts';
import type { InputOf, OutputOf } from '#shared/contracts/operation.ts';
import type { InterviewEvent, Prisma } from '#prisma/generated/client.ts';
import { canGiveHint, foldGuideActs, type GuideAct } from '#shared/domain/timeline.ts';
import { AppError, invariant } from '#shared/errors.ts';
import type { Actor, Reply } from '#server/platform/operation.ts';
import { hasGuideItem } from './guide-items.ts';
import type { InterviewAccessReader } from './interview-access.ts';
import { changeInterview } from './interview-log.ts';
import { findScenario } from './interview-record.ts';
import type { InterviewsDeps } from './interviews.deps.ts';
import { canLead, canRecord } from './interviews.policy.ts';
import { toGuideEvent, toPublicEvent } from './interviews.view.ts';

type RecordActInput = InputOf<typeof contract.recordGuideAct>;
type ShowRevealInput = InputOf<typeof contract.showReveal>;

export interface GuideActsService {
  record(actor: Actor, input: RecordActInput): Promise<Reply<OutputOf<typeof contract.recordGuideAct>>>;
  showReveal(actor: Actor, input: ShowRevealInput): Promise<Reply<OutputOf<typeof contract.showReveal>>>;
}

/** What an interviewer notes from the cockpit, and the facts they hand over. */
export function createGuideActsService(
  deps: InterviewsDeps & { access: InterviewAccessReader },
): GuideActsService {
  const { access, scenarios } = deps;

  async function requireLead(actor: Actor, interviewId: string) {
    const found = await access.getAccess({ userId: actor.userId, interviewId });
    if (!canLead(found.membership.role)) throw new AppError('FORBIDDEN');
    return found;
  }

  return {
    /**
     * Notes one act; only guides are told. The same id of the same person is answered with what was noted before.
     * @throws WRONG_PHASE, GUIDE_ITEM_NOT_FOUND, HINT_OUT_OF_ORDER, TIMELINE_FULL, FORBIDDEN for an id of somebody else
     */
    async record(actor, { interviewId, id, act }) {
      const { membership } = await requireLead(actor, interviewId);
      let repeated: InterviewEvent | null = null;
      const changed = await changeInterview(deps, {
        interviewId,
        actorId: membership.participantId,
        async decide(record, { tx }) {
          repeated = await tx.interviewEvent.findUnique({ where: { id } });
          if (repeated) return null;
          if (!canRecord(act.type, record.state.status)) throw new AppError('WRONG_PHASE');
          const scenario = await findScenario(record, scenarios, tx);
          if (!scenario || !hasGuideItem(scenario, act)) throw new AppError('GUIDE_ITEM_NOT_FOUND');
          await checkHint(tx, interviewId, act);
          return { guideActs: [act], eventId: id };
        },
      });
      const { guideRevision } = changed.record.row;
      const earlier = repeated as InterviewEvent | null;
      if (earlier) {
        const isOwn = earlier.interviewId === interviewId && earlier.actorId === membership.participantId;
        if (!isOwn || earlier.audience !== 'guides') throw new AppError('FORBIDDEN');
        return { data: { guideRevision, event: toGuideEvent(earlier) } };
      }
      const [event] = changed.guideEvents;
      invariant(event, 'a recorded act is an event');
      return { data: { guideRevision, event }, effects: changed.effects };
    },

    /** Hands a card to everybody. Shown before: the same event again. @throws WRONG_PHASE, GUIDE_ITEM_NOT_FOUND */
    async showReveal(actor, { interviewId, revealId }) {
      const { membership } = await requireLead(actor, interviewId);
      let shown: InterviewEvent | null = null;
      const changed = await changeInterview(deps, {
        interviewId,
        actorId: membership.participantId,
        async decide(record, { tx }) {
          shown = await tx.interviewEvent.findFirst({
            where: { interviewId, type: 'reveal-shown', payload: { path: ['revealId'], equals: revealId } },
          });
          if (shown) return null;
          if (record.state.status !== 'running') throw new AppError('WRONG_PHASE');
          const scenario = await findScenario(record, scenarios, tx);
          if (!scenario) throw new AppError('GUIDE_ITEM_NOT_FOUND');
          const { face } = scenarios.toRevealFace(scenario, revealId);
          return { publicActs: [{ type: 'reveal-shown', revealId, face }] };
        },
      });
      const earlier = shown as InterviewEvent | null;
      if (earlier) return { data: { event: toPublicEvent(earlier) } };
      const [event] = changed.publicEvents;
      invariant(event, 'a shown reveal is an event');
      return { data: { event }, effects: changed.effects };
    },
  };
}

/** @throws HINT_OUT_OF_ORDER for a rung before its turn, GUIDE_ITEM_NOT_FOUND for a word about a hint nobody gave */
async function checkHint(tx: Prisma.TransactionClient, interviewId: string, act: GuideAct): Promise<void> {
  if (act.type !== 'hint-given' && act.type !== 'hint-taken' && act.type !== 'hint-voided') return;
  const rows = await tx.interviewEvent.findMany({
    where: { interviewId, type: { in: ['hint-given', 'hint-voided'] } },
    orderBy: { seq: 'asc' },
  });
  const { hints } = foldGuideActs(rows.map(toGuideEvent));
  if (act.type === 'hint-given') {
    if (!canGiveHint(hints, act)) throw new AppError('HINT_OUT_OF_ORDER');
  } else if (!hints.some(({ eventId }) => eventId === act.hintEventId)) {
    throw new AppError('GUIDE_ITEM_NOT_FOUND');
  }
}
