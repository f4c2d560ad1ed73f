import { putEvidence } from '#shared/contracts/rubric.contract.ts';
import { evidence, type RatedRooms } from '../rubric/rated-room.ts';

/** A room whose review is open: lead and co-interviewer have rated, a shadow has not, and the lead left a note each way of sharing. */
export async function openRatedByTwo(rooms: RatedRooms) {
  const room = await rooms.createRoom(['interviewer', 'candidate', 'shadow', 'observer', 'interviewer']);
  const { interviewId, lead } = room;
  const co = room.of('interviewer', 1);
  await room.start();
  rooms.clock.advance(20 * 60_000);
  await room.note();
  await room.note(co);
  const kept = evidence({ interviewId, dimension: 'data', text: 'NOTE-KEPT', share: false });
  const shared = evidence({ interviewId, dimension: 'data', text: 'NOTE-SHARED' });
  for (const note of [kept, shared]) await lead.call(putEvidence, note);
  await room.hint(['nudge']);
  await room.end();
  await room.submitSelf();
  await room.submitFeedback();
  await room.submitRubric();
  await room.submitRubric(undefined, co);
  return { room, co, kept, shared };
}
