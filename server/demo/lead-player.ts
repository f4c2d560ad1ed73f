import { nanoid } from 'nanoid';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import type { PhaseId } from '#shared/domain/interview-state.ts';
import type { GuideAct } from '#shared/domain/timeline.ts';
import { assertNever, invariant } from '#shared/errors.ts';
import type { DemoPerson } from './demo-person.ts';
import type { LeadAct } from './script/guide.ts';

/** Does what the script has the interviewer do. */
export function createLeadPlayer(deps: {
  lead: DemoPerson;
  interviewId: string;
  /** The plan of the running interview: the server is told a phase by its place. */
  phaseIds: readonly PhaseId[];
  /** Lets time pass while the interview clock stands. */
  waitPaused: (ms: number) => void;
}): (act: LeadAct) => Promise<void> {
  const { lead, interviewId } = deps;
  /** Event id of a given hint, by hint and rung. */
  const givenHints = new Map<string, string>();

  async function record(act: GuideAct): Promise<string> {
    const id = nanoid();
    await lead.call(interviews.recordGuideAct, { interviewId, id, act });
    return id;
  }

  return async (act) => {
    switch (act.type) {
      case 'phase': {
        const phaseIndex = deps.phaseIds.indexOf(act.phaseId);
        await lead.call(interviews.enterPhase, { interviewId, phaseIndex });
        return;
      }
      case 'extend':
        await lead.call(interviews.extendPhase, { interviewId, id: nanoid(), minutes: act.minutes });
        return;
      case 'pause':
        await lead.call(interviews.setPaused, { interviewId, isPaused: true });
        deps.waitPaused(act.lengthMs);
        await lead.call(interviews.setPaused, { interviewId, isPaused: false });
        return;
      case 'reveal':
        await lead.call(interviews.showReveal, { interviewId, revealId: act.revealId });
        return;
      case 'hint': {
        const { hintId, rung } = act;
        givenHints.set(`${hintId} ${rung}`, await record({ type: 'hint-given', hintId, rung }));
        return;
      }
      case 'uptake': {
        const hintEventId = givenHints.get(`${act.hintId} ${act.rung}`);
        invariant(hintEventId !== undefined, 'a hint is given before it is taken');
        await record({ type: 'hint-taken', hintEventId, uptake: act.uptake });
        return;
      }
      case 'act':
        await record(act.act);
        return;
      default:
        assertNever(act);
    }
  };
}
