import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPaused } from '#shared/contracts/interviews.contract.ts';
import {
  deleteEvidence,
  listEvidence,
  putEvidence,
  restoreEvidence,
} from '#shared/contracts/rubric.contract.ts';
import { evidence, openRatedRooms, refusalOf, type RatedRooms } from './rated-room.ts';

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

async function runningRoom() {
  const room = await rooms.createRoom();
  await room.start();
  return room;
}

describe('evidence notes', () => {
  it('are kept once however often the client sends them', async () => {
    const { lead, interviewId } = await runningRoom();
    rooms.clock.advance(60_000);
    const note = evidence({ interviewId, offsetMs: 59_000 });
    const first = await lead.call(putEvidence, note);
    const second = await lead.call(putEvidence, note);
    expect(second).toMatchObject({
      id: note.noteId,
      offsetMs: 59_000,
      text: first.text,
      share: true,
      hintId: null,
    });
    expect((await lead.call(listEvidence, { interviewId })).notes).toHaveLength(1);
  });

  it('come back in time order whatever order they were written in', async () => {
    const { lead, interviewId } = await runningRoom();
    rooms.clock.advance(120_000);
    for (const offsetMs of [90_000, 5_000, 40_000])
      await lead.call(putEvidence, evidence({ interviewId, offsetMs }));
    const { notes } = await lead.call(listEvidence, { interviewId });
    expect(notes.map(({ offsetMs }) => offsetMs)).toEqual([5_000, 40_000, 90_000]);
  });

  it('may not lie ahead of the interview clock, pauses excluded', async () => {
    const { lead, interviewId } = await runningRoom();
    rooms.clock.advance(60_000);
    await lead.call(setPaused, { interviewId, isPaused: true });
    rooms.clock.advance(600_000);
    const refusal = await refusalOf(lead.call(putEvidence, evidence({ interviewId, offsetMs: 70_000 })));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.details).toMatchObject({ elapsedMs: 60_000 });
  });

  it('are set back to the clock when the browser is a little ahead', async () => {
    const { lead, interviewId } = await runningRoom();
    rooms.clock.advance(60_000);
    const note = await lead.call(putEvidence, evidence({ interviewId, offsetMs: 62_500 }));
    expect(note.offsetMs).toBe(60_000);
  });

  it('can be deleted and put back, twice without harm', async () => {
    const { lead, interviewId } = await runningRoom();
    const note = evidence({ interviewId });
    await lead.call(putEvidence, note);
    await lead.call(deleteEvidence, { interviewId, noteId: note.noteId });
    await lead.call(deleteEvidence, { interviewId, noteId: note.noteId });
    expect((await lead.call(listEvidence, { interviewId })).notes).toEqual([]);
    expect((await refusalOf(lead.call(putEvidence, note))).code).toBe('EVIDENCE_NOT_FOUND');
    await lead.call(restoreEvidence, { interviewId, noteId: note.noteId });
    expect((await lead.call(listEvidence, { interviewId })).notes.map(({ id }) => id)).toEqual([note.noteId]);
  });

  it('belong to their author alone: others neither read, change, delete nor find them', async () => {
    const { lead, of, interviewId } = await runningRoom();
    const shadow = of('shadow');
    const note = evidence({ interviewId });
    await lead.call(putEvidence, note);
    expect((await shadow.call(listEvidence, { interviewId })).notes).toEqual([]);
    const attempts = [
      shadow.call(putEvidence, { ...note, text: 'taken over' }),
      shadow.call(deleteEvidence, { interviewId, noteId: note.noteId }),
      shadow.call(restoreEvidence, { interviewId, noteId: note.noteId }),
      shadow.call(deleteEvidence, { interviewId, noteId: nanoid() }),
    ];
    const codes = await Promise.all(attempts.map(async (attempt) => (await refusalOf(attempt)).code));
    expect(new Set(codes)).toEqual(new Set(['EVIDENCE_NOT_FOUND']));
  });

  it('are refused to candidates, observers and strangers', async () => {
    const { candidate, of, stranger, interviewId } = await runningRoom();
    for (const person of [candidate, of('observer')]) {
      expect((await refusalOf(person.call(listEvidence, { interviewId }))).code).toBe('FORBIDDEN');
      expect((await refusalOf(person.call(putEvidence, evidence({ interviewId })))).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(stranger.call(listEvidence, { interviewId }))).code).toBe('INTERVIEW_NOT_FOUND');
  });

  it('wait for the start and stop with the own rubric', async () => {
    const room = await rooms.createRoom();
    const { lead, interviewId } = room;
    expect((await refusalOf(lead.call(putEvidence, evidence({ interviewId })))).code).toBe('WRONG_PHASE');
    await room.start();
    await room.note();
    await room.end();
    await lead.call(putEvidence, evidence({ interviewId, text: 'Remembered afterwards' }));
    await room.submitRubric();
    expect((await refusalOf(lead.call(putEvidence, evidence({ interviewId })))).code).toBe('FORM_SUBMITTED');
  });
});
