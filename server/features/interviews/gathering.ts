import { boardGathered, type gatherOnBoard } from '#shared/contracts/interviews.contract.ts';
import type { InputOf, OutputOf } from '#shared/contracts/operation.ts';
import { AppError } from '#shared/errors.ts';
import { broadcastTo, channels, type Actor, type Reply } from '#server/platform/operation.ts';
import type { InterviewAccessReader } from './interview-access.ts';
import { canLead, documentMode } from './interviews.policy.ts';

export type GatherOnBoard = (
  actor: Actor,
  input: InputOf<typeof gatherOnBoard>,
) => Promise<Reply<OutputOf<typeof gatherOnBoard>>>;

/**
 * "Bring everyone here". Carried by the server and not by awareness, where any page could say it of itself.
 *
 * @throws INTERVIEW_NOT_FOUND, PARTICIPANT_REMOVED, FORBIDDEN; WRONG_PHASE while nobody has the document open
 */
export function createGathering({ access }: { readonly access: InterviewAccessReader }): GatherOnBoard {
  return async (actor, { interviewId, document, view }) => {
    const { membership, interview, state } = await access.getAccess({ userId: actor.userId, interviewId });
    const { role, participantId, displayName } = membership;
    if (!canLead(role)) throw new AppError('FORBIDDEN');
    if (documentMode({ kind: document, role, status: state.status }) === null)
      throw new AppError('WRONG_PHASE', { details: { status: state.status } });
    return {
      data: {},
      effects: [
        broadcastTo(channels.room(interview.roomId), boardGathered, {
          interviewId,
          document,
          by: { participantId, name: displayName },
          view,
        }),
      ],
    };
  };
}
