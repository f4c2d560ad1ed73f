import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeInterview } from '#shared/contracts/interviews.contract.ts';
import {
  getCandidateProgress,
  getInterviewerProgress,
  getLeadView,
  getScenarioStatistics,
  listHistory,
} from '#shared/contracts/progress.contract.ts';
import { mergeGuestIntoAccount } from '#server/features/accounts/guest-merge.ts';
import { recordSummary, SummaryRebuild } from '#server/features/progress/summaries.ts';
import { agreementReport, groupByInterview } from '#shared/domain/agreement.ts';
import { RATING_PERIOD_MS } from '#shared/domain/interview-machine.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { RubricContentSchema, SelfContentSchema, ratingsOf } from '#shared/domain/rubric-forms.ts';
import { combineRaters, compareSelf, scoreOf } from '#shared/domain/rubric-score.ts';
import { nanoid } from 'nanoid';
import { pino } from 'pino';
import { finishedSelf, openRatedRooms, type RatedRooms } from '../rubric/rated-room.ts';
import { openProgress, rubricWith, type Progress } from './progress-world.ts';

let rooms: RatedRooms;
let progress: Progress;
beforeAll(async () => {
  rooms = await openRatedRooms({
    onFormsOpened: (tx, interviewId) => recordSummary(tx, interviewId),
  });
  progress = await openProgress(rooms);
});
afterAll(async () => {
  await progress?.module.close();
  await rooms?.close();
});

type Room = Awaited<ReturnType<RatedRooms['createRoom']>>;
const ROLES = ['interviewer', 'candidate', 'shadow', 'observer', 'interviewer'] as const;

/** Ended, with notes for every rating. */
async function ended(): Promise<Room> {
  const room = await rooms.createRoom(ROLES);
  await room.start();
  rooms.clock.advance(20 * 60_000);
  await room.hint(['nudge']);
  for (const author of [room.lead, room.of('interviewer', 1), room.of('shadow')]) {
    await room.note(author);
    await room.note(author);
  }
  await room.end();
  return room;
}

/** Rated by lead and co-interviewer, and opened. */
async function opened(): Promise<Room> {
  const room = await ended();
  await room.submitRubric(rubricWith(3, { data: 2 }), room.of('interviewer', 1));
  await room.submitRubric(rubricWith(1), room.of('shadow'));
  await room.submitRubric(rubricWith(2, { framing: 3 }));
  await room.submitSelf(finishedSelf(4));
  await room.submitFeedback();
  return room;
}

const everythingOf = async (userId: string): Promise<string> =>
  JSON.stringify([
    await progress.ask(listHistory, userId, { side: 'candidate' }),
    await progress.ask(listHistory, userId, { side: 'interviewer' }),
    await progress.ask(getCandidateProgress, userId, {}),
    await progress.ask(getInterviewerProgress, userId, {}),
    await progress.ask(getLeadView, userId, {}),
  ]);

describe('numbers', () => {
  it('are those of the submitted forms, put through the same functions', async () => {
    const room = await opened();
    const forms = await rooms.database.ratingForm.findMany({ where: { interviewId: room.interviewId } });
    const contentOf = (kind: string, participantId: string) =>
      forms.find((form) => form.kind === kind && form.participantId === participantId)?.content;
    const co = room.of('interviewer', 1);
    const lead = ratingsOf(RubricContentSchema.parse(contentOf('rubric', room.lead.participantId)));
    const second = ratingsOf(RubricContentSchema.parse(contentOf('rubric', co.participantId)));
    const self = ratingsOf(SelfContentSchema.parse(contentOf('self', room.candidate.participantId)));
    const means = combineRaters([lead, second]);
    const score = scoreOf(RUBRIC, { level: 'senior', means });

    const history = await progress.ask(listHistory, room.candidate.userId, { side: 'candidate' });
    expect(history.next).toBeNull();
    expect(history.items).toHaveLength(1);
    expect(history.items[0]).toMatchObject({
      interviewId: room.interviewId,
      seat: 'candidate',
      level: 'senior',
      scenario: { id: 'ad-click-prediction' },
      partnerName: 'interviewer 0',
      result: {
        state: 'rated',
        recommendation: 'hire',
        score: { meanHundredths: score.meanHundredths, coveragePercent: 100 },
      },
    });

    const own = await progress.ask(getCandidateProgress, room.candidate.userId, {});
    const framing = own.dimensions.find(({ dimension }) => dimension === 'framing');
    // Senior stands one rung above its rating: both gave 3.
    expect(framing?.points).toMatchObject([
      { rungHundredths: 400, lowestHundredths: 400, highestHundredths: 400, raters: 2 },
    ]);
    expect(own.dimensions.find(({ dimension }) => dimension === 'modelling')?.points).toMatchObject([
      { rungHundredths: 350, lowestHundredths: 300, highestHundredths: 400 },
    ]);
    const gap = compareSelf({ self, means }).meanGap ?? 0;
    expect(own.selfGaps).toMatchObject([{ gapHundredths: Math.round(gap * 100), dimensions: 8 }]);
    expect(own.plan).toMatchObject({ case: 'too_few' });
    expect(own.level).toBe('senior');
  });

  it('of agreement come from counted rubrics of one interview alone, without trainees', async () => {
    const room = await opened();
    // The lead of this room is its owner.
    const view = await progress.ask(getLeadView, room.lead.userId, {});
    const forms = await rooms.database.ratingForm.findMany({
      where: { interviewId: room.interviewId, kind: 'rubric' },
    });
    const order = [room.lead.participantId, room.of('interviewer', 1).participantId];
    const report = agreementReport(
      groupByInterview(
        order.flatMap((participantId) =>
          forms
            .filter((form) => form.participantId === participantId)
            .map((form) => {
              const content = RubricContentSchema.parse(form.content);
              return {
                interviewId: form.interviewId,
                raterId: participantId,
                ratings: ratingsOf(content),
                recommendation: content.recommendation,
              };
            }),
        ),
      ),
    );
    expect(view.interviews).toBe(1);
    expect(view.agreement.pooled).toMatchObject({
      case: report.pooled.case,
      pairs: 8,
      exactCount: report.pooled.figures?.exactCount,
      adjacentCount: report.pooled.figures?.adjacentCount,
      // Eight ratings are too few to say more than counts.
      figures: null,
    });
    expect(
      view.raters?.map(({ figures }) => [figures.rubrics, figures.shared, figures.severityHundredths]),
    ).toEqual([
      [1, 8, null],
      [1, 8, null],
    ]);
    expect(view.scenarios).toMatchObject([{ id: 'ad-click-prediction', interviews: 1 }]);
    expect(view.unfinished).toEqual([]);
  });

  it('about an interviewer show from five interviews on', async () => {
    const room = await opened();
    const before = await progress.ask(getInterviewerProgress, room.lead.userId, {});
    expect(before.feedback).toEqual({ sessions: 1, needed: 5, averages: null });
    expect(before.hints).toMatchObject({ nudges: 1, pointers: 0, withoutHints: 0 });
    const others = [await opened(), await opened(), await opened(), await opened()];
    const where = { interviewId: { in: others.map(({ interviewId }) => interviewId) } };
    await rooms.database.interviewSummary.updateMany({ where, data: { leadUserId: room.lead.userId } });
    // With the rubrics alone moved away from their rater the four would count as rated blind still.
    expect((await progress.ask(getInterviewerProgress, room.lead.userId, {})).feedback.sessions).toBe(1);
    await rooms.database.ratingSummary.updateMany({
      where: { ...where, seat: 'lead' },
      data: { userId: room.lead.userId },
    });
    const after = await progress.ask(getInterviewerProgress, room.lead.userId, {});
    expect(after.feedback.sessions).toBe(5);
    expect(after.feedback.averages?.every(({ meanHundredths }) => meanHundredths === 300)).toBe(true);
  });

  it('of a case name its items, and mark it as seen', async () => {
    const room = await opened();
    const statistics = await progress.ask(getScenarioStatistics, room.lead.userId, {
      scenarioId: 'ad-click-prediction',
    });
    expect(statistics).toMatchObject({ interviews: 1, isEnough: false });
    expect(statistics.phases.length).toBeGreaterThan(5);
    const hint = statistics.hints.find(({ id }) => id === 'ev.h1');
    // The step of that hint was not reached in this interview, so nobody had a chance at it.
    expect(hint).toMatchObject({ inPlay: 0, given: 0 });
    const seen = await rooms.database.seenScenario.findMany({ where: { userId: room.lead.userId } });
    expect(seen.map(({ scenarioId }) => scenarioId)).toContain('ad-click-prediction');
  });
});

describe('who may read what', () => {
  it('gives a stranger, an observer and people of other rooms nothing of an interview', async () => {
    const room = await opened();
    const other = await opened();
    for (const person of [room.stranger, room.of('observer'), other.lead, other.candidate]) {
      expect(await everythingOf(person.userId)).not.toContain(room.interviewId);
    }
    for (const person of [room.stranger, room.of('observer'), room.of('shadow'), room.candidate]) {
      const view = await progress.ask(getLeadView, person.userId, {});
      expect(view).toMatchObject({ rooms: 0, interviews: 0, raters: [], scenarios: [], unfinished: [] });
      await expect(
        progress.ask(getScenarioStatistics, person.userId, { scenarioId: 'ad-click-prediction' }),
      ).rejects.toMatchObject({ code: 'SCENARIO_NOT_FOUND' });
    }
  });

  it('shows a trainee the interviews they rated, and counts them nowhere', async () => {
    const room = await opened();
    const shadow = room.of('shadow');
    const history = await progress.ask(listHistory, shadow.userId, { side: 'interviewer' });
    expect(history.items.map(({ seat }) => seat)).toEqual(['shadow']);
    const own = await progress.ask(getInterviewerProgress, shadow.userId, {});
    expect(own.rater).toMatchObject({ rubrics: 0, shared: 0 });
  });

  it('closes a room to somebody who was removed from it', async () => {
    const room = await opened();
    await rooms.database.participant.update({
      where: { id: room.candidate.participantId },
      data: { removedAt: new Date(rooms.clock.now()) },
    });
    const history = await progress.ask(listHistory, room.candidate.userId, { side: 'candidate' });
    expect(history.items).toEqual([]);
  });

  it('keeps from an owner who was the candidate what raters said of them', async () => {
    const room = await opened();
    await rooms.database.room.update({
      where: { id: room.roomId },
      data: { ownerId: room.candidate.userId },
    });
    await rooms.database.interviewSummary.deleteMany({ where: { interviewId: room.interviewId } });
    await rooms.database.interviewItems.deleteMany({ where: { interviewId: room.interviewId } });
    await rooms.database.ratingSummary.deleteMany({ where: { interviewId: room.interviewId } });
    await rooms.database.$transaction((tx) => recordSummary(tx, room.interviewId));
    const view = await progress.ask(getLeadView, room.candidate.userId, {});
    expect(view).toMatchObject({
      interviews: 0,
      leftOut: { asCandidate: 1, sealed: 0 },
      raters: [],
      scenarios: [],
    });
    expect(view.agreement.pooled.pairs).toBe(0);
    await expect(
      progress.ask(getScenarioStatistics, room.candidate.userId, { scenarioId: 'ad-click-prediction' }),
    ).rejects.toMatchObject({ code: 'SCENARIO_NOT_FOUND' });
  });

  it('keeps the guide from somebody who is its candidate now', async () => {
    const owned = await opened();
    const running = await rooms.createRoom(ROLES);
    await rooms.database.participant.update({
      where: { id: running.candidate.participantId },
      data: { userId: owned.lead.userId },
    });
    await rooms.database.interview.update({
      where: { id: running.interviewId },
      data: {
        status: 'running',
        scenarioId: 'ad-click-prediction',
        candidateId: running.candidate.participantId,
      },
    });
    await expect(
      progress.ask(getScenarioStatistics, owned.lead.userId, { scenarioId: 'ad-click-prediction' }),
    ).rejects.toMatchObject({ code: 'WRONG_PHASE' });
  });
});

describe('sealing', () => {
  it('writes nothing and shows nothing before the forms are open', async () => {
    const room = await ended();
    const people = [room.lead, room.candidate, room.of('shadow'), room.of('observer')];
    const before = await Promise.all(people.map(({ userId }) => everythingOf(userId)));
    await room.submitRubric(rubricWith(2), room.of('interviewer', 1));
    await room.submitRubric(rubricWith(1), room.of('shadow'));
    expect(await rooms.database.ratingSummary.count({ where: { interviewId: room.interviewId } })).toBe(0);
    expect(await rooms.database.interviewSummary.count({ where: { interviewId: room.interviewId } })).toBe(0);
    expect(await Promise.all(people.map(({ userId }) => everythingOf(userId)))).toEqual(before);
  });

  it('tells an owner who still owes a rubric of that one alone, and of the others afterwards', async () => {
    const room = await ended();
    const names = async () =>
      (await progress.ask(getLeadView, room.lead.userId, {})).unfinished.flatMap(({ missing }) =>
        missing.map(({ displayName, kind }) => `${displayName} ${kind}`),
      );
    expect(await names()).toEqual(['interviewer 0 rubric']);
    await room.submitSelf();
    expect(await names()).toEqual(['interviewer 0 rubric']);
    await room.submitRubric();
    expect(await names()).toEqual(['candidate 1 interviewer-feedback']);
  });

  it('keeps an opened interview out of every number of a lead who still rates blind', async () => {
    const room = await ended();
    await room.submitRubric(rubricWith(2), room.of('interviewer', 1));
    await room.submitSelf(finishedSelf(4));
    await room.submitFeedback();
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    expect(await rooms.database.interviewSummary.count({ where: { interviewId: room.interviewId } })).toBe(1);

    const view = await progress.ask(getLeadView, room.lead.userId, {});
    expect(view).toMatchObject({
      interviews: 0,
      leftOut: { asCandidate: 0, sealed: 1 },
      raters: [],
      scenarios: [],
      unfinished: [{ missing: [{ kind: 'rubric' }], deadlineAt: null }],
    });
    const history = await progress.ask(listHistory, room.lead.userId, { side: 'interviewer' });
    expect(history.items).toMatchObject([{ result: { state: 'sealed' } }]);
    const own = await progress.ask(getInterviewerProgress, room.lead.userId, {});
    expect(own.feedback.sessions).toBe(0);
    await expect(
      progress.ask(getScenarioStatistics, room.lead.userId, { scenarioId: 'ad-click-prediction' }),
    ).rejects.toMatchObject({ code: 'SCENARIO_NOT_FOUND' });

    await room.submitRubric(rubricWith(3));
    const after = await progress.ask(getLeadView, room.lead.userId, {});
    expect(after).toMatchObject({ interviews: 1, leftOut: { sealed: 0 }, unfinished: [] });
    expect(after.agreement.pooled.pairs).toBe(8);
    const rated = await progress.ask(listHistory, room.lead.userId, { side: 'interviewer' });
    expect(rated.items[0]?.result.state).toBe('rated');
  });

  it('holds nothing back once the interview is closed and nothing can be handed in any more', async () => {
    const room = await ended();
    await room.submitSelf();
    await room.submitFeedback();
    rooms.clock.advance(RATING_PERIOD_MS + 1);
    await rooms.interviews.revealDue();
    await room.lead.call(closeInterview, { interviewId: room.interviewId });
    const view = await progress.ask(getLeadView, room.lead.userId, {});
    expect(view).toMatchObject({ interviews: 1, leftOut: { sealed: 0 }, unfinished: [] });
  });
});

describe('what a server keeps', () => {
  it('is checked against the database for every answer: two servers say the same after each change', async () => {
    const room = await opened();
    const other = await openProgress(rooms);
    const { userId } = room.lead;
    const lookAtBoth = async () => {
      const view = await progress.ask(getLeadView, userId, {});
      expect(await other.ask(getLeadView, userId, {})).toEqual(view);
      return view;
    };
    const first = await lookAtBoth();
    expect(first.agreement.pooled.pairs).toBe(8);
    expect(await lookAtBoth()).toEqual(first);

    const next = await opened();
    const added = { where: { interviewId: next.interviewId }, data: { ownerId: userId } };
    await rooms.database.interviewSummary.updateMany(added);
    await rooms.database.ratingSummary.updateMany(added);
    expect(await lookAtBoth()).toMatchObject({ interviews: 2, agreement: { pooled: { pairs: 16 } } });

    // The same rows, one of them another person's now.
    const co = { interviewId: next.interviewId, userId: next.of('interviewer', 1).userId };
    await rooms.database.ratingSummary.updateMany({ where: co, data: { userId: next.stranger.userId } });
    const raterIds = (await lookAtBoth()).raters?.map((rater) => rater.userId);
    expect(raterIds).toContain(next.stranger.userId);
    expect(raterIds).not.toContain(co.userId);

    await rooms.database.interviewSummary.updateMany({
      where: { interviewId: next.interviewId },
      data: { candidateUserId: userId },
    });
    expect(await lookAtBoth()).toMatchObject({
      interviews: 1,
      leftOut: { asCandidate: 1, sealed: 0 },
      agreement: first.agreement,
    });
    await other.module.close();
  });

  it('is not shown to somebody who has begun a rubric since, and is again once they gave up the right to rate', async () => {
    const room = await opened();
    const co = room.of('interviewer', 1);
    const ofRoom = { where: { interviewId: room.interviewId }, data: { ownerId: co.userId } };
    await rooms.database.interviewSummary.updateMany(ofRoom);
    await rooms.database.ratingSummary.updateMany(ofRoom);
    const before = await progress.ask(getLeadView, co.userId, {});
    expect(before).toMatchObject({ interviews: 1, leftOut: { sealed: 0 } });
    const form = { interviewId: room.interviewId, participantId: co.participantId, kind: 'rubric' };
    await rooms.database.ratingForm.updateMany({ where: form, data: { submittedAt: null } });
    expect(await progress.ask(getLeadView, co.userId, {})).toMatchObject({
      interviews: 0,
      leftOut: { sealed: 1 },
      agreement: { pooled: { case: 'no_shared_ratings' } },
      anchors: [],
      raters: [],
      scenarios: [],
    });
    await rooms.database.ratingForm.updateMany({ where: form, data: { waivedAt: new Date() } });
    expect(await progress.ask(getLeadView, co.userId, {})).toEqual(before);
  });
});

describe('derived rows', () => {
  it('are the same when they are computed anew', async () => {
    const room = await opened();
    const read = async () => ({
      summary: await rooms.database.interviewSummary.findMany({ where: { interviewId: room.interviewId } }),
      items: await rooms.database.interviewItems.findMany({ where: { interviewId: room.interviewId } }),
      ratings: await rooms.database.ratingSummary.findMany({
        where: { interviewId: room.interviewId },
        orderBy: { formId: 'asc' },
      }),
    });
    const written = await read();
    expect(written.ratings).toHaveLength(4);
    await rooms.database.interviewSummary.deleteMany();
    await rooms.database.interviewItems.deleteMany();
    await rooms.database.ratingSummary.deleteMany();
    const rebuild = new SummaryRebuild({ database: rooms.database, log: pino({ level: 'silent' }) });
    await rebuild.run();
    await rebuild.close();
    expect(await read()).toEqual(written);
  });

  it('are rolled back with what they derive from', async () => {
    const room = await opened();
    await rooms.database.interviewSummary.deleteMany({ where: { interviewId: room.interviewId } });
    await expect(
      rooms.database.$transaction(async (tx) => {
        await recordSummary(tx, room.interviewId);
        throw new Error('the rest failed');
      }),
    ).rejects.toThrow('the rest failed');
    expect(await rooms.database.interviewSummary.count({ where: { interviewId: room.interviewId } })).toBe(0);
  });

  it('follow a guest who becomes an account', async () => {
    const room = await opened();
    const accountId = nanoid();
    await rooms.database.user.create({
      data: { id: accountId, name: 'Account', email: `${accountId}@example.org` },
    });
    for (const guestId of [room.candidate.userId, room.lead.userId]) {
      await mergeGuestIntoAccount(rooms.database, { guestId, accountId }, (tx, merged) =>
        progress.module.moveSummaries(tx, merged),
      );
      // One account cannot sit on both chairs of one room: the second place stays the guest's.
      const history = await progress.ask(listHistory, accountId, { side: 'candidate' });
      expect(history.items.map(({ interviewId }) => interviewId)).toEqual([room.interviewId]);
    }
    const view = await progress.ask(getLeadView, accountId, {});
    expect(view).toMatchObject({ rooms: 1, interviews: 0, leftOut: { asCandidate: 1 } });
  });
});

describe('pages of the history', () => {
  it('are whole, in order and without gaps, also while new interviews come in', async () => {
    const room = await opened();
    const { interviewId, ...summary } = await rooms.database.interviewSummary.findFirstOrThrow({
      where: { interviewId: room.interviewId },
    });
    const add = async (ordinal: number, revealedAt: number) => {
      const id = `page-${String(ordinal).padStart(8, '0')}`;
      const interview = await rooms.database.interview.findUniqueOrThrow({ where: { id: interviewId } });
      await rooms.database.interview.create({
        data: { ...interview, state: {}, setup: {}, id, ordinal },
      });
      await rooms.database.interviewSummary.create({
        data: { ...summary, interviewId: id, revealedAt: new Date(revealedAt) },
      });
      return id;
    };
    const base = summary.revealedAt.getTime();
    // Pairs of the same moment: the id decides between them.
    const ids: string[] = [];
    for (let index = 0; index < 64; index += 1)
      ids.push(await add(index + 2, base - 1_000 * (index >> 1) - 1));
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await progress.ask(listHistory, room.candidate.userId, {
        side: 'candidate',
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...page.items.map((item) => item.interviewId));
      if (page.next === null) break;
      after = page.next;
      if (seen.length === 30) await add(900, base + 5_000);
    }
    expect(seen).toHaveLength(65);
    expect(new Set(seen)).toEqual(new Set([room.interviewId, ...ids]));
  });
});
