import { Suspense, lazy, useState } from 'react';
import type { GuideInterview } from '#shared/contracts/interviews.contract.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { ClockControls } from '#client/features/interviews/clock-controls.tsx';
import { EndInterview } from '#client/features/interviews/end-interview.tsx';
import { GoToPhase } from '#client/features/interviews/go-to-phase.tsx';
import { interviewOffsetMs } from '#client/features/interviews/interview-store.ts';
import type { RunningState } from '#client/features/interviews/phase-clock.ts';
import { useClockActs } from '#client/features/interviews/use-interview-acts.ts';
import { PeopleMenu } from '#client/features/rooms/people-menu.tsx';
import { guessDimension } from '#client/features/rubric/note-text.ts';
import { Area } from './area.tsx';
import { BoardArea, GuideSyncState } from './document-areas.tsx';
import { NoteKey } from './note-key.tsx';
import { NotesArea } from './notes-area.tsx';
import { GuideArea } from './guide-area.tsx';
import type { RoomProps } from './room-context.ts';
import { RoomMenu } from './room-menu.tsx';
import { RunningRoom } from './running-room.tsx';
import { createSpotlight } from './spotlight.ts';
import { roomPageStrings as strings } from './strings.ts';
import { TopBar } from './top-bar.tsx';
import { useRatingStores } from './use-rating-stores.ts';

const EvidenceQuickCapture = lazy(() =>
  import('#client/features/rubric/evidence-quick-capture.tsx').then((m) => ({
    default: m.EvidenceQuickCapture,
  })),
);
// Opened late in the hour, and not by everybody.
const EvidencePanel = lazy(() =>
  import('#client/features/rubric/evidence-panel.tsx').then((m) => ({ default: m.EvidencePanel })),
);
const RubricForm = lazy(() =>
  import('#client/features/rubric/rubric-form.tsx').then((m) => ({ default: m.RubricForm })),
);

export { prefetchDocuments } from './document-areas.tsx';

export type InterviewerRunningProps = RoomProps & { interview: GuideInterview; state: RunningState };

export function InterviewerRunning({ state, ...room }: InterviewerRunningProps) {
  const { interview, interviewStore, self, snapshot, roomStore, onInvite } = room;
  const { interviewId } = interview;
  const [activeTab, setActiveTab] = useState('notes');
  const [noteRequest, setNoteRequest] = useState<{ dimension: Dimension } | null>(null);
  const [spotlight] = useState(createSpotlight);
  const stores = useRatingStores(interview, {
    isWanted: noteRequest !== null || activeTab === 'evidence' || activeTab === 'rate',
  });
  const isLead = self.role === 'interviewer';
  useClockActs({ store: interviewStore, state, isAllowed: isLead });

  const step = state.phases[state.phaseIndex]?.steps[0] ?? null;
  const handleAddNote = (dimension: Dimension) => setNoteRequest({ dimension });
  const noteKey = <NoteKey onPress={() => handleAddNote(guessDimension(step))} />;
  const documents = { interviewId, self, mayWrite: isLead };
  return (
    <>
      <RunningRoom
        topBar={
          <TopBar
            roomName={snapshot.room.name}
            clock={interviewStore.clock}
            state={state}
            controls={isLead ? <ClockControls store={interviewStore} state={state} /> : null}
            phaseAction={(view) =>
              // The next phase or an earlier one: none is skipped.
              isLead && !view.isCurrent && view.index <= state.phaseIndex + 1 ? (
                <GoToPhase store={interviewStore} view={view} />
              ) : null
            }
            people={
              <PeopleMenu
                snapshot={snapshot}
                self={self}
                roomStore={roomStore}
                onInvite={onInvite ? () => onInvite('observer') : null}
              />
            }
            sync={<GuideSyncState interviewId={interviewId} self={self} />}
            end={
              <>
                {isLead ? <EndInterview store={interviewStore} /> : null}
                <RoomMenu {...room} />
              </>
            }
          />
        }
        left={{
          label: strings.guide,
          content: (
            <GuideArea
              interviewStore={interviewStore}
              self={self}
              isReadOnly={!isLead}
              spotlight={spotlight}
            />
          ),
        }}
        board={<BoardArea {...documents} spotlight={spotlight} />}
        spotlight={spotlight}
        tabs={[
          { id: 'notes', label: strings.notes, content: <NotesArea {...documents} kind="notes" /> },
          { id: 'private', label: strings.private, content: <NotesArea {...documents} kind="private" /> },
          {
            id: 'evidence',
            label: strings.evidence,
            content: (
              <Area name={strings.evidence} kind="panel" isPadded resetKey={interviewId}>
                {stores ? (
                  <EvidencePanel
                    store={stores.evidence}
                    isLocked={false}
                    onAdd={() => handleAddNote('communication')}
                  />
                ) : null}
              </Area>
            ),
          },
          {
            id: 'rate',
            label: strings.rate,
            content: (
              <Area name={strings.rate} kind="panel" isPadded resetKey={interviewId}>
                {stores ? (
                  <RubricForm
                    store={stores.rubric}
                    evidence={stores.evidence}
                    canSubmit={false}
                    onAddNote={handleAddNote}
                  />
                ) : null}
              </Area>
            ),
          },
        ]}
        activeTab={activeTab}
        onActiveTabChange={setActiveTab}
      />
      {stores ? (
        <Suspense fallback={noteKey}>
          <EvidenceQuickCapture
            store={stores.evidence}
            getOffsetMs={() => interviewOffsetMs(state, interviewStore.clock.now())}
            step={step}
            request={noteRequest}
          />
        </Suspense>
      ) : (
        noteKey
      )}
    </>
  );
}
