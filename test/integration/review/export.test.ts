import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_FORMATS, ReportFileSchema, exportReport } from '#shared/contracts/report.contract.ts';
import { getReview } from '#shared/contracts/review.contract.ts';
import { putEvidence } from '#shared/contracts/rubric.contract.ts';
import { RATING_PERIOD_MS } from '#shared/domain/interview-machine.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { readPdf } from '#test/support/pdf-text.ts';
import { evidence, finishedSelf, openRatedRooms, refusalOf, type RatedRooms } from '../rubric/rated-room.ts';

let rooms: RatedRooms;
beforeAll(async () => {
  rooms = await openRatedRooms();
});
afterAll(() => rooms.close());

async function endedRoom() {
  const room = await rooms.createRoom();
  const { interviewId } = room;
  await room.start();
  await room.note();
  await room.lead.call(putEvidence, evidence({ interviewId, text: 'NOTE-UNSHARED', share: false }));
  await room.end();
  return room;
}

async function revealedRoom() {
  const room = await endedRoom();
  await room.submitSelf(finishedSelf(4));
  await room.submitFeedback();
  await room.submitRubric();
  return room;
}

type Person = Awaited<ReturnType<typeof endedRoom>>['lead'];

/** Every format of one person's export as one text. */
async function everyFile(person: Person, interviewId: string): Promise<string> {
  const texts: string[] = [];
  for (const format of REPORT_FORMATS) {
    const file = await person.file(exportReport, { interviewId, format });
    texts.push(format === 'pdf' ? (await readPdf(file.body)).pages.join(' ') : file.text);
  }
  return texts.join('\n');
}

describe('the files of a review', () => {
  it('are a PDF whose text has people, outcome, every dimension and its rating', async () => {
    const room = await revealedRoom();
    const file = await room.candidate.file(exportReport, { interviewId: room.interviewId, format: 'pdf' });
    expect(file).toMatchObject({
      mediaType: 'application/pdf',
      name: 'dryrun-predict-clicks-on-feed-ads-2026-01-15.pdf',
    });
    const { pages } = await readPdf(file.body);
    const words = pages.join(' ');
    for (const part of ['candidate 1', 'interviewer 0', 'Mock outcome Hire', 'Weighted mean 3 of 4'])
      expect(words).toContain(part);
    for (const dimension of DIMENSIONS) {
      const label = RUBRIC.dimensions[dimension].label;
      for (const word of label.split(/[ ,-]+/)) expect(words).toContain(word);
    }
  });

  it('are JSON of a documented shape that holds the very view of the reader', async () => {
    const room = await revealedRoom();
    for (const person of [room.candidate, room.lead, room.of('observer')]) {
      const { text } = await person.file(exportReport, { interviewId: room.interviewId, format: 'json' });
      const file = ReportFileSchema.parse(JSON.parse(text));
      expect(file).toMatchObject({ format: 'dryrun-report', version: 1 });
      expect(file.review).toEqual(await person.call(getReview, { interviewId: room.interviewId }));
    }
  });

  it('give each role what its view has and no more, in every format', async () => {
    const room = await revealedRoom();
    const { interviewId } = room;
    const candidate = await everyFile(room.candidate, interviewId);
    expect(candidate).toContain('Seen in framing');
    for (const secret of ['RATER-REASON', 'NOTE-UNSHARED']) expect(candidate).not.toContain(secret);
    const lead = await everyFile(room.lead, interviewId);
    for (const own of ['RATER-REASON', 'NOTE-UNSHARED', 'FEEDBACK-SECRET']) expect(lead).toContain(own);
    expect(await everyFile(room.of('shadow'), interviewId)).not.toContain('FEEDBACK-SECRET');
    const observer = await everyFile(room.of('observer'), interviewId);
    for (const secret of [
      'RATER-REASON',
      'Seen in',
      'SELF-SECRET',
      'FEEDBACK-SECRET',
      'Mock outcome',
      'meanHundredths',
    ])
      expect(observer).not.toContain(secret);
  });

  it('are refused before the forms are open, and to strangers', async () => {
    const room = await endedRoom();
    const { interviewId } = room;
    for (const format of REPORT_FORMATS) {
      for (const person of [room.candidate, room.lead, room.of('observer')])
        expect((await refusalOf(person.file(exportReport, { interviewId, format }))).code).toBe(
          'REVIEW_NOT_READY',
        );
      expect((await refusalOf(room.stranger.file(exportReport, { interviewId, format }))).code).toBe(
        'INTERVIEW_NOT_FOUND',
      );
    }
  });

  it('tell a lead who still rates blind nothing the page would not', async () => {
    const room = await endedRoom();
    await room.submitSelf(finishedSelf());
    await room.submitFeedback();
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    const text = await everyFile(room.lead, room.interviewId);
    for (const secret of ['SELF-SECRET', 'FEEDBACK-SECRET']) expect(text).not.toContain(secret);
    expect(text).toContain('Sealed until your own rubric is handed in.');
  });

  it('are made beside the thread that answers: it goes on while a PDF is computed', async () => {
    const room = await revealedRoom();
    let turns = 0;
    const counter = setInterval(() => {
      turns += 1;
    }, 5);
    await Promise.all(
      [room.candidate, room.lead, room.of('observer')].map((person) =>
        person.file(exportReport, { interviewId: room.interviewId, format: 'pdf' }),
      ),
    );
    clearInterval(counter);
    // Behaviour, not time: three PDFs computed here would leave a handful of turns.
    expect(turns).toBeGreaterThan(10);
  });
});
