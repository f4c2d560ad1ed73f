import { useState } from 'react';
import type { GuideInterview } from '#shared/contracts/interviews.contract.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { EvidencePanel } from '#client/features/rubric/evidence-panel.tsx';
import { EvidenceQuickCapture } from '#client/features/rubric/evidence-quick-capture.tsx';
import { AskRater } from '#client/features/raters/ask-rater.tsx';
import { RubricForm } from '#client/features/rubric/rubric-form.tsx';
import { useStore } from '#client/platform/store.ts';
import { BoardArea } from './document-areas.tsx';
import { NotesArea } from './notes-area.tsx';
import { GuideArea } from './guide-area.tsx';
import { RatingStage, type RatingState } from './rating-stage.tsx';
import type { RoomProps } from './room-context.ts';
import { StageFrame } from './stage-frame.tsx';
import { roomPageStrings as strings } from './strings.ts';
import type { RatingStores } from './rating-stores.ts';
import { useRatingStores } from './use-rating-stores.ts';

export type InterviewerRatingProps = RoomProps & { interview: GuideInterview; state: RatingState };

/** After the interview: the rubric, with evidence, guide, board and notes one press away. */
export function InterviewerRating({ state, ...room }: InterviewerRatingProps) {
  const stores = useRatingStores(room.interview, { isWanted: true });
  return (
    <StageFrame {...room}>{stores ? <Rating {...room} state={state} stores={stores} /> : null}</StageFrame>
  );
}

function Rating({ state, stores, ...room }: InterviewerRatingProps & { stores: RatingStores }) {
  const { interview, interviewStore, self } = room;
  const { interviewId } = interview;
  const [noteRequest, setNoteRequest] = useState<{ dimension: Dimension } | null>(null);
  const rubric = useStore(stores.rubric);
  const isLocked = rubric.status === 'ready' && rubric.form.submittedAt !== null;
  const handleAddNote = (dimension: Dimension) => setNoteRequest({ dimension });
  const documents = { interviewId, self, mayWrite: false };
  return (
    <>
      <RatingStage
        deadlineAt={state.deadlineAt}
        action={self.role === 'interviewer' ? <AskRater interviewId={interviewId} /> : null}
        views={[
          {
            id: 'form',
            label: strings.forms,
            kind: 'page',
            content: (
              <RubricForm store={stores.rubric} evidence={stores.evidence} onAddNote={handleAddNote} />
            ),
          },
          {
            id: 'evidence',
            label: strings.evidence,
            kind: 'page',
            content: (
              <EvidencePanel
                store={stores.evidence}
                isLocked={isLocked}
                onAdd={() => handleAddNote('communication')}
              />
            ),
          },
          {
            id: 'guide',
            label: strings.guide,
            kind: 'document',
            content: (
              <GuideArea
                interviewStore={interviewStore}
                self={self}
                isReadOnly={self.role !== 'interviewer'}
              />
            ),
          },
          { id: 'board', label: strings.board, kind: 'document', content: <BoardArea {...documents} /> },
          {
            id: 'notes',
            label: strings.notes,
            kind: 'document',
            content: <NotesArea {...documents} kind="notes" />,
          },
          {
            id: 'private',
            label: strings.private,
            kind: 'document',
            content: <NotesArea {...documents} mayWrite={self.role === 'interviewer'} kind="private" />,
          },
        ]}
      />
      {isLocked ? null : (
        <EvidenceQuickCapture
          store={stores.evidence}
          // What comes to mind afterwards belongs to the end.
          getOffsetMs={() => state.durationMs}
          step={null}
          request={noteRequest}
        />
      )}
    </>
  );
}
