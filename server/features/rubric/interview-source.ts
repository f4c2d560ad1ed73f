import type { Interview, Prisma } from '#prisma/generated/client.ts';
import type { TimelineEvent } from '#server/features/interviews/interviews.module.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Effect } from '#server/platform/operation.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';

/** What rating asks of interviews. */
export interface InterviewSource {
  /** @throws INTERVIEW_NOT_FOUND to strangers, PARTICIPANT_REMOVED */
  getInterviewAccess(input: { userId: string; interviewId: string }): Promise<{
    membership: Membership;
    interview: Interview;
    state: InterviewState;
  }>;
  /** Every event in its order. */
  readTimeline(interviewId: string): Promise<readonly TimelineEvent[]>;
  /** rating -> revealed inside the caller's transaction; changes nothing when the forms are open already. */
  revealForms(
    input: { interviewId: string; reason: 'complete' },
    tx: Prisma.TransactionClient,
  ): Promise<readonly Effect[]>;
}

/** What rating asks of scenarios: which dimension a hint belongs to. */
export interface ScenarioSource {
  /** @throws SCENARIO_NOT_FOUND */
  get(pin: { id: string; version: string }): Promise<Scenario>;
}
