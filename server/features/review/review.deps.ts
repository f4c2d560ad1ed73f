import type { Interview, PrismaClient } from '#prisma/generated/client.ts';
import type { TimelineEvent } from '#server/features/interviews/interviews.module.ts';
import type { Membership, RoomDirectory } from '#server/features/rooms/membership.ts';
import type { RubricModule } from '#server/features/rubric/rubric.module.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { CandidateScenario, Debrief } from '#shared/contracts/scenario-format.contract.ts';
import type { CountedGuide } from '#shared/domain/guide-items.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import type { NotesBlock } from '#shared/documents/notes.ts';

export interface ReviewDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly rooms: Pick<RoomDirectory, 'listMembers'>;
  readonly interviews: {
    /** @throws INTERVIEW_NOT_FOUND to strangers, PARTICIPANT_REMOVED */
    getInterviewAccess(input: { userId: string; interviewId: string }): Promise<{
      membership: Membership;
      interview: Interview;
      state: InterviewState;
    }>;
    readTimeline(interviewId: string): Promise<readonly TimelineEvent[]>;
  };
  readonly rubric: Pick<RubricModule, 'readSubmissions' | 'listHints' | 'newsEffects'>;
  /**
   * A pinned scenario: the two parts everybody may read at the end, and the guide, of which only the interviewers' own
   * report is made. Null when the version is gone.
   */
  readonly findScenario: (pin: {
    id: string;
    version: string;
  }) => Promise<{ candidate: CandidateScenario; debrief: Debrief; guide: CountedGuide } | null>;
  /** The documents as they are now; empty ones for an interview nobody drew or wrote in. */
  readonly readBoard: (interviewId: string) => Promise<BoardModel>;
  readonly readNotes: (interviewId: string) => Promise<readonly NotesBlock[]>;
}
