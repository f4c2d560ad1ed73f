import type { GuideInterview } from '#shared/contracts/interviews.contract.ts';
import { BriefingLink } from '#client/features/interviews/briefing-link.tsx';
import { CloseRound } from '#client/features/interviews/close-round.tsx';
import { RoundOver } from '#client/features/interviews/round-over.tsx';
import { SetupForm } from '#client/features/interviews/setup-form.tsx';
import { StartActions } from '#client/features/interviews/start-actions.tsx';
import { PeopleList } from '#client/features/rooms/people-list.tsx';
import { LobbyStage } from './lobby-stage.tsx';
import type { RoomProps } from './room-context.ts';
import { StageFrame } from './stage-frame.tsx';

/** Before the interview and after it. */
export function InterviewerStage({ interview, ...rest }: RoomProps & { interview: GuideInterview }) {
  const { interviewStore, self, snapshot, roomStore, onInvite } = rest;
  const room = { ...rest, interview };
  const isLead = self.role === 'interviewer';
  const { status } = interview.state;
  if (status === 'lobby') {
    return (
      <LobbyStage
        {...room}
        maySayReady={isLead}
        actionsFor={({ canStart }) =>
          isLead ? (
            <>
              <BriefingLink setup={interview.setup} />
              <StartActions store={interviewStore} mayStart={canStart} />
            </>
          ) : null
        }
      />
    );
  }
  return (
    <StageFrame {...room}>
      {status === 'preparing' ? (
        <SetupForm
          store={interviewStore}
          interview={interview}
          candidateId={snapshot.participants.find(({ role }) => role === 'candidate')?.id ?? null}
          isReadOnly={!isLead}
          onInviteCandidate={onInvite ? () => onInvite('candidate') : null}
          people={<PeopleList snapshot={snapshot} self={self} roomStore={roomStore} />}
        />
      ) : (
        <RoundOver
          interviewId={interview.interviewId}
          roomId={interview.roomId}
          isClosed={status === 'closed'}
          mayStartNextRound={isLead}
          closing={isLead && status === 'revealed' ? <CloseRound store={interviewStore} /> : null}
        />
      )}
    </StageFrame>
  );
}
