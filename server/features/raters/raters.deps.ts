import type { Interview, PrismaClient } from '#prisma/generated/client.ts';
import type { Membership, RoomDirectory } from '#server/features/rooms/membership.ts';
import type { RubricModule } from '#server/features/rubric/rubric.module.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';

export interface RatersDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly rooms: Pick<RoomDirectory, 'enterAsReviewer' | 'createReviewerLink'>;
  readonly interviews: {
    /** @throws INTERVIEW_NOT_FOUND to strangers, PARTICIPANT_REMOVED */
    getInterviewAccess(input: { userId: string; interviewId: string }): Promise<{
      membership: Membership;
      interview: Interview;
      state: InterviewState;
    }>;
  };
  readonly rubric: Pick<RubricModule, 'revealIfComplete' | 'maySeeOthers'>;
  /** Documents ask again who may do what. */
  readonly refreshAccess: (input: { interviewId: string; userId: string }) => void;
  /** Candidate-safe titles of pinned scenarios under `id@version`; versions that are gone are left out. */
  readonly listScenarioTitles: (
    pins: readonly { id: string; version: string }[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** Where people reach the server; links are made from it. */
  readonly publicUrl: (headers: { host?: string | undefined }) => string;
}
