import type { ReactNode } from 'react';
import { Lobby, ReadyMark } from '#client/features/interviews/lobby.tsx';
import { PeopleList } from '#client/features/rooms/people-list.tsx';
import { readLobby } from './read-lobby.ts';
import type { RoomProps } from './room-context.ts';
import { StageFrame } from './stage-frame.tsx';

export interface LobbyStageProps extends RoomProps {
  readonly maySayReady: boolean;
  /** The interviewer's way on and back. */
  readonly actionsFor?: (lobby: { readonly canStart: boolean }) => ReactNode;
}

export function LobbyStage({ maySayReady, actionsFor, ...room }: LobbyStageProps) {
  const { interview, interviewStore, self, snapshot, roomStore } = room;
  const lobby = readLobby(interview, snapshot.participants);
  return (
    <StageFrame {...room}>
      <Lobby
        store={interviewStore}
        interview={interview}
        selfId={self.id}
        maySayReady={maySayReady}
        waitText={lobby.text}
        actions={actionsFor?.(lobby)}
        people={
          <PeopleList
            snapshot={snapshot}
            self={self}
            roomStore={roomStore}
            trailingFor={({ id, role }) =>
              role === 'candidate' || role === 'interviewer' ? (
                <ReadyMark isReady={lobby.readyIds.has(id)} />
              ) : null
            }
          />
        }
      />
    </StageFrame>
  );
}
