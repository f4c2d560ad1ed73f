import type { InterviewSnapshot } from '#shared/contracts/interviews.contract.ts';
import type { Participant } from '#shared/contracts/rooms.contract.ts';
import { interviewStrings as strings } from '#client/features/interviews/strings.ts';

/** Who the lobby waits for, and whether the interview can start: the candidate and one interviewer have said ready. */
export function readLobby(interview: InterviewSnapshot, participants: readonly Participant[]) {
  const readyIds = new Set(interview.state.status === 'lobby' ? interview.state.readyIds : []);
  const candidate = participants.find(({ role }) => role === 'candidate');
  const interviewers = participants.filter(({ role }) => role === 'interviewer');
  const isCandidateReady = candidate !== undefined && readyIds.has(candidate.id);
  const isInterviewerReady = interviewers.some(({ id }) => readyIds.has(id));
  const missing = [
    ...(candidate && !isCandidateReady ? [candidate.displayName] : []),
    ...(isInterviewerReady ? [] : interviewers.slice(0, 1).map(({ displayName }) => displayName)),
  ];
  const canStart = isCandidateReady && isInterviewerReady;
  const text = !candidate
    ? strings.noCandidate
    : interviewers.length === 0
      ? strings.noInterviewer
      : canStart
        ? strings.waitForStart
        : strings.waitFor(new Intl.ListFormat('en').format(missing));
  return { readyIds, canStart, text };
}
