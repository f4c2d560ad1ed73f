import type { GuideEvent, PublicEvent } from '#shared/domain/timeline.ts';
import type { FeatureModule } from '#server/platform/operation.ts';
import { createFormsReveal, type FormsReveal } from './forms-reveal.ts';
import { createGathering } from './gathering.ts';
import { createGuideActsService } from './guide-acts.ts';
import {
  createInterviewAccess,
  type InterviewAccess,
  type InterviewAccessReader,
} from './interview-access.ts';
import type { InterviewsDeps } from './interviews.deps.ts';
import { interviewOperations } from './interviews.operations.ts';
import { createInterviewsService } from './interviews.service.ts';
import { toGuideEvent, toPublicEvent } from './interviews.view.ts';
import { createNextRound } from './next-round.ts';
import { createSeenScenarios, type SeenScenarios } from './seen-scenarios.ts';

/** One event with who may ever receive it; for features that build views of their own from it. */
export type TimelineEvent =
  | { readonly audience: 'everyone'; readonly event: PublicEvent }
  | { readonly audience: 'guides'; readonly event: GuideEvent };

/** What other features ask of interviews. */
export interface InterviewsModule extends FeatureModule {
  /** @throws INTERVIEW_NOT_FOUND to strangers, PARTICIPANT_REMOVED */
  getInterviewAccess(input: { userId: string; interviewId: string }): Promise<InterviewAccess>;
  readonly findDocumentAccess: InterviewAccessReader['findDocumentAccess'];
  /** Every event of an interview in its order; the caller keeps guide events from those who may not have them. */
  readTimeline(interviewId: string): Promise<readonly TimelineEvent[]>;
  readonly listSeen: SeenScenarios['listSeen'];
  readonly openGuide: SeenScenarios['openGuide'];
  readonly revealForms: FormsReveal['revealForms'];
  readonly revealDue: FormsReveal['revealDue'];
  close(): Promise<void>;
}

/** The interview's life: setup, lobby, clock and phases, guide acts, reveals, and the rounds of a room. */
export function createInterviewsModule(deps: InterviewsDeps): InterviewsModule {
  const access = createInterviewAccess(deps);
  const seen = createSeenScenarios(deps);
  const forms = createFormsReveal(deps);

  return {
    operations: interviewOperations({
      interviews: createInterviewsService({ ...deps, access, seen }),
      guideActs: createGuideActsService({ ...deps, access }),
      startNextRound: createNextRound(deps),
      gather: createGathering({ access }),
    }),
    async getInterviewAccess(input) {
      const { membership, interview, state, setup } = await access.getAccess(input);
      return { membership, interview, state, setup };
    },
    findDocumentAccess: (input) => access.findDocumentAccess(input),
    async readTimeline(interviewId) {
      const rows = await deps.database.interviewEvent.findMany({
        where: { interviewId },
        orderBy: { seq: 'asc' },
      });
      return rows.map((row) =>
        row.audience === 'everyone'
          ? { audience: 'everyone', event: toPublicEvent(row) }
          : { audience: 'guides', event: toGuideEvent(row) },
      );
    },
    listSeen: (userId) => seen.listSeen(userId),
    openGuide: (input) => seen.openGuide(input),
    revealForms: (input, tx) => forms.revealForms(input, tx),
    revealDue: () => forms.revealDue(),
    close: () => forms.close(),
  };
}
