import { useState } from 'react';
import type { RunningState } from '#client/features/interviews/phase-clock.ts';
import { PeopleMenu } from '#client/features/rooms/people-menu.tsx';
import { BoardArea, SharedSyncState } from './document-areas.tsx';
import { NotesArea } from './notes-area.tsx';
import { PromptArea } from './prompt-area.tsx';
import type { RoomProps } from './room-context.ts';
import { RoomMenu } from './room-menu.tsx';
import { RunningRoom } from './running-room.tsx';
import { roomPageStrings as strings } from './strings.ts';
import { TopBar } from './top-bar.tsx';

export { prefetchDocuments } from './document-areas.tsx';

export function CandidateRunning({ state, ...room }: RoomProps & { state: RunningState }) {
  const { interview, interviewStore, self, snapshot, roomStore, onInvite } = room;
  const { interviewId } = interview;
  const [activeTab, setActiveTab] = useState('notes');
  const mayWrite = self.role === 'candidate';
  return (
    <RunningRoom
      topBar={
        <TopBar
          roomName={snapshot.room.name}
          clock={interviewStore.clock}
          state={state}
          people={
            <PeopleMenu
              snapshot={snapshot}
              self={self}
              roomStore={roomStore}
              onInvite={onInvite ? () => onInvite('observer') : null}
            />
          }
          sync={<SharedSyncState interviewId={interviewId} self={self} />}
          end={<RoomMenu {...room} />}
        />
      }
      left={{ label: strings.prompt, content: <PromptArea interviewStore={interviewStore} /> }}
      board={<BoardArea interviewId={interviewId} self={self} mayWrite={mayWrite} />}
      tabs={[
        {
          id: 'notes',
          label: strings.notes,
          content: <NotesArea interviewId={interviewId} self={self} mayWrite={mayWrite} kind="notes" />,
        },
      ]}
      activeTab={activeTab}
      onActiveTabChange={setActiveTab}
    />
  );
}
