import { UserPlus } from 'lucide-react';
import { CandidateWaiting } from '#client/features/interviews/candidate-waiting.tsx';
import { RoundOver } from '#client/features/interviews/round-over.tsx';
import { PeopleList } from '#client/features/rooms/people-list.tsx';
import { Button } from '#client/ui/button.tsx';
import { LobbyStage } from './lobby-stage.tsx';
import type { RoomProps } from './room-context.ts';
import { StageFrame } from './stage-frame.tsx';
import { roomPageStrings as strings } from './strings.ts';

/** Before the interview and after it. */
export function CandidateStage(room: RoomProps) {
  const { interview, self, snapshot, roomStore, onInvite } = room;
  const { status } = interview.state;
  if (status === 'lobby') return <LobbyStage {...room} maySayReady={self.role === 'candidate'} />;
  if (status === 'revealed' || status === 'closed') {
    return (
      <StageFrame {...room}>
        <RoundOver
          interviewId={interview.interviewId}
          roomId={interview.roomId}
          isClosed={status === 'closed'}
          mayStartNextRound={false}
        />
      </StageFrame>
    );
  }
  const hasInterviewer = snapshot.participants.some(({ role }) => role === 'interviewer');
  return (
    <StageFrame {...room}>
      <CandidateWaiting
        hasInterviewer={hasInterviewer}
        people={<PeopleList snapshot={snapshot} self={self} roomStore={roomStore} />}
        action={
          onInvite && !hasInterviewer ? (
            <Button variant="primary" icon={<UserPlus />} onClick={() => onInvite('interviewer')}>
              {strings.inviteInterviewer}
            </Button>
          ) : null
        }
      />
    </StageFrame>
  );
}
