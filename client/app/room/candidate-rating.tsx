import { createFeedbackStore, createSelfStore } from '#client/features/rubric/form-store.ts';
import { InterviewerFeedbackForm } from '#client/features/rubric/interviewer-feedback-form.tsx';
import { SelfAssessmentForm } from '#client/features/rubric/self-assessment-form.tsx';
import { interviewStrings } from '#client/features/interviews/strings.ts';
import { callSocket } from '#client/platform/socket.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { BoardArea } from './document-areas.tsx';
import { NotesArea } from './notes-area.tsx';
import { RatingStage, type RatingState } from './rating-stage.tsx';
import type { RoomProps } from './room-context.ts';
import { StageFrame } from './stage-frame.tsx';
import { roomPageStrings as strings } from './strings.ts';
import { useFormProgress } from './use-form-progress.ts';
import { useOpened } from '#client/platform/use-opened.ts';

/** After the interview: the candidate's two forms, one below the other; an observer has none. */
export function CandidateRating({ state, ...room }: RoomProps & { state: RatingState }) {
  const { self, interview } = room;
  const { interviewId } = interview;
  const documents = { interviewId, self, mayWrite: false };
  return (
    <StageFrame {...room}>
      <RatingStage
        deadlineAt={state.deadlineAt}
        views={[
          {
            id: 'form',
            label: self.role === 'candidate' ? strings.forms : strings.allForms,
            kind: 'page',
            content:
              self.role === 'candidate' ? (
                <CandidateForms interviewId={interviewId} />
              ) : (
                <EmptyState title={interviewStrings.observerRating}>
                  {interviewStrings.observerRatingText}
                </EmptyState>
              ),
          },
          { id: 'board', label: strings.board, kind: 'document', content: <BoardArea {...documents} /> },
          {
            id: 'notes',
            label: strings.notes,
            kind: 'document',
            content: <NotesArea {...documents} kind="notes" />,
          },
        ]}
      />
    </StageFrame>
  );
}

function CandidateForms({ interviewId }: { interviewId: string }) {
  const own = useOpened(() => createSelfStore({ interviewId, call: callSocket }), interviewId);
  const feedback = useOpened(() => createFeedbackStore({ interviewId, call: callSocket }), interviewId);
  useFormProgress(interviewId, [own, feedback]);
  if (!own || !feedback) return null;
  return (
    <>
      <SelfAssessmentForm store={own} />
      <InterviewerFeedbackForm store={feedback} />
    </>
  );
}
