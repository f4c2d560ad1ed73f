import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getGuide, getInterview } from '#shared/contracts/interviews.contract.ts';
import { getReview, type CandidateReview, type GuideReview } from '#shared/contracts/review.contract.ts';
import { elapsedMs } from '#shared/domain/interview-machine.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { ratingsOf } from '#shared/domain/rubric-forms.ts';
import { scoreOfRatings } from '#shared/domain/rubric-score.ts';
import { foldGuideActs } from '#shared/domain/timeline.ts';
import { playInterview, type PlayedInterview } from '#server/demo/play-interview.ts';
import type { Progress } from '#server/demo/progress.ts';
import { BOARD, COMPONENT_COUNT } from '#server/demo/script/board.ts';
import { EVIDENCE } from '#server/demo/script/evidence.ts';
import { RUBRIC_FORM_CONTENT } from '#server/demo/script/forms.ts';
import { END, GUIDE } from '#server/demo/script/guide.ts';
import { toOffsetMs } from '#server/demo/script/moment.ts';
import { NOTES } from '#server/demo/script/notes.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let played: PlayedInterview;
let lead: GuideReview;
let candidate: CandidateReview;
const progress: Progress[] = [];

beforeAll(async () => {
  app = await startTestApp();
  played = await playInterview({ url: app.url, clock: app.clock, onProgress: (step) => progress.push(step) });
  const { interviewId } = played;
  const leadReview = await played.lead.call(getReview, { interviewId });
  const candidateReview = await played.candidate.call(getReview, { interviewId });
  if (leadReview.view !== 'guide' || candidateReview.view !== 'candidate') throw new Error('wrong views');
  lead = leadReview;
  candidate = candidateReview;
});
afterAll(() => app.close());

/** All texts of the notes as one. */
const textOf = (blocks: unknown): string =>
  Array.isArray(blocks)
    ? blocks.map(textOf).join('\n')
    : typeof blocks === 'object' && blocks !== null
      ? 'spans' in blocks && Array.isArray(blocks.spans)
        ? blocks.spans.map((span: { text: string }) => span.text).join('')
        : Object.values(blocks).map(textOf).join('\n')
      : '';

describe('the demo interview', () => {
  it('ends revealed, with the score the formula gives', async () => {
    const { state } = await played.lead.call(getInterview, { interviewId: played.interviewId });
    expect(state.status).toBe('revealed');
    const { meanHundredths, coveragePercent, completeness } = scoreOfRatings(RUBRIC, {
      level: 'senior',
      ratings: ratingsOf(RUBRIC_FORM_CONTENT),
    });
    const score = { meanHundredths, coveragePercent, completeness };
    // (15*3 + 15*4 + 15*3 + 15*3 + 10*2 + 10*3 + 10*2) / 90
    expect(score).toEqual({ meanHundredths: 294, coveragePercent: 90, completeness: 'complete' });
    expect(lead.result?.score).toEqual(score);
    expect(candidate.result?.score).toEqual(score);
    expect(candidate.result?.dimensions.filter(({ notAssessed }) => notAssessed !== null)).toMatchObject([
      { dimension: 'operations', ratingHundredths: null, notAssessed: 'no_time' },
    ]);
    expect(candidate.result).toMatchObject({ recommendation: 'hire', isLate: false, raterCount: 1 });
  });

  it('shows where the candidate saw themselves differently, and what they said about the interviewing', () => {
    expect(lead.isSealed).toBe(false);
    expect(candidate.self?.comparison).toMatchObject({
      blindSpots: ['evaluation'],
      hiddenStrengths: ['serving'],
    });
    expect(lead.feedback).toMatchObject({ answers: { time: { rating: 2 }, feedback: { cannotSay: true } } });
    expect(candidate.feedback?.change).toContain('over time');
  });

  it('keeps the evidence in time order, and unshared notes from the candidate', () => {
    const kept = EVIDENCE.filter(({ share }) => share === false).map(({ text }) => text);
    expect(kept.length).toBeGreaterThan(0);
    expect(lead.evidence.map(({ text }) => text)).toEqual(EVIDENCE.map(({ text }) => text));
    expect(candidate.evidence.map(({ text }) => text)).toEqual(
      EVIDENCE.map(({ text }) => text).filter((text) => !kept.includes(text)),
    );
    for (const { evidence } of [lead, candidate]) {
      const offsets = evidence.map(({ offsetMs }) => offsetMs);
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    }
    expect(lead.evidence.map(({ offsetMs }) => offsetMs)).toEqual(EVIDENCE.map(({ at }) => toOffsetMs(at)));
    const all = JSON.stringify(candidate);
    for (const secret of [...kept, RUBRIC_FORM_CONTENT.reason, 'ev.h1', 'IV-ad-click-prediction'])
      expect(all).not.toContain(secret);
  });

  it('counts the help and what became of it', () => {
    expect(lead.hints.map(({ hintId, rung, uptake }) => [hintId, rung, uptake])).toEqual([
      ['da.h3', 'nudge', 'used'],
      ['ev.h1', 'nudge', 'partly'],
      ['ev.h1', 'pointer', 'used'],
    ]);
    expect(candidate.hints).toHaveLength(3);
  });

  it('has a tidy board: every component, every arrow, nothing on top of something else', () => {
    for (const { board } of [lead, candidate]) {
      const lanes = board.nodes.filter(({ kind }) => kind.startsWith('lane'));
      const components = board.nodes.filter(({ kind }) => !kind.startsWith('lane'));
      expect(lanes).toHaveLength(2);
      expect(components).toHaveLength(COMPONENT_COUNT);
      expect(board.edges).toHaveLength(BOARD.filter(({ type }) => type === 'flow').length);
      expect(components.map(({ label }) => label)).toContain('Large model on 50');
      for (const one of components) {
        const lane = lanes.find(({ y, size }) => one.y > y && one.y + 112 <= y + (size?.h ?? 0));
        expect(lane, `${one.label} stands in a lane`).toBeDefined();
        const crowding = components.filter(
          (other) => other !== one && Math.abs(other.x - one.x) < 200 && Math.abs(other.y - one.y) < 120,
        );
        expect(crowding).toEqual([]);
      }
    }
    expect(COMPONENT_COUNT).toBeGreaterThanOrEqual(14);
  });

  it('has the candidate’s notes under every heading', () => {
    const text = textOf(candidate.notes);
    for (const line of NOTES) expect(text).toContain(line.text.replaceAll('`', ''));
    expect(JSON.stringify(candidate.notes)).toContain('{"text":"p / (p + (1 - p) / 0.05)","marks":["code"]}');
    expect(textOf(lead.notes)).toBe(text);
    const checklist = candidate.notes.find(({ type }) => type === 'checklist');
    expect(checklist?.type === 'checklist' && checklist.items.map(({ isChecked }) => isChecked)).toEqual(
      NOTES.filter(({ section }) => section === 'Clarify').map(({ isChecked }) => isChecked),
    );
  });

  it('keeps the clock: a pause is left out, one phase overruns, every phase has its time', async () => {
    const { state, events } = await played.lead.call(getInterview, { interviewId: played.interviewId });
    expect(elapsedMs(state, app.clock.now())).toBe(toOffsetMs(END));
    expect(candidate.durationMs).toBe(toOffsetMs(END));
    const overrun = candidate.phases.filter(
      ({ spentMs, budgetMs, extendedMs }) => spentMs > budgetMs + extendedMs,
    );
    expect(overrun.map(({ id }) => id)).toEqual(['data']);
    expect(candidate.phases.filter(({ spentMs }) => spentMs < 30_000)).toEqual([]);
    expect(events.map(({ act }) => act).filter(({ type }) => type === 'resumed')).toEqual([
      { type: 'resumed', pausedMs: 100_000 },
    ]);
    const wallMs = Date.parse(candidate.endedAt ?? '') - Date.parse(candidate.startedAt ?? '');
    expect(wallMs).toBe(toOffsetMs(END) + 100_000);
  });

  it('hands over cards, ticks and asks in the step they belong to', async () => {
    const { interviewId } = played;
    const { scenario } = await played.lead.call(getGuide, { interviewId });
    const snapshot = await played.lead.call(getInterview, { interviewId });
    if (snapshot.view !== 'guide') throw new Error('wrong view');
    const stepOf = new Map<string, string>(scenario.reveals.map(({ id, step }) => [id, step]));
    for (const { step, expect: expected, probes } of scenario.interviewer.steps) {
      const items = [...expected.mid, ...expected.senior, ...expected.staff, ...probes];
      for (const { id } of items) stepOf.set(id, step);
    }
    for (const { expects } of scenario.interviewer.curveballs)
      for (const { id } of expects) stepOf.set(id, 'serve');
    const starts = GUIDE.filter((act) => act.type === 'phase');
    const phaseAt = (offsetMs: number) => starts.findLast(({ at }) => toOffsetMs(at) <= offsetMs)?.phaseId;

    const progressOf = foldGuideActs(snapshot.guideEvents);
    const acts = [
      ...candidate.reveals.map(({ revealId, offsetMs }) => [revealId, offsetMs] as const),
      ...progressOf.ticked,
      ...progressOf.askedProbes,
    ];
    expect(acts.length).toBeGreaterThan(40);
    for (const [id, offsetMs] of acts) expect([id, phaseAt(offsetMs)]).toEqual([id, stepOf.get(id)]);
    expect([...progressOf.curveballs.keys()]).toEqual(['c.traffic']);
    expect([...progressOf.redFlags.keys()]).toEqual(['ev.f2']);
    expect(progressOf.tradeOffs.size).toBe(3);
    for (const [lineId, value] of progressOf.worksheet) {
      const line = scenario.interviewer.worksheet.find(({ id }) => id === lineId);
      expect(value).toBeGreaterThanOrEqual(line?.low ?? Infinity);
      expect(value).toBeLessThanOrEqual(line?.high ?? -Infinity);
    }
    const hintIds = lead.hints.map(({ hintId }) => hintId);
    expect(
      EVIDENCE.filter(
        ({ expectationId, hintId }) =>
          (expectationId && !stepOf.has(expectationId)) || (hintId && !hintIds.includes(hintId)),
      ),
    ).toEqual([]);
  });

  it('tells how far it is, from nothing to all', () => {
    expect(progress[0]).toMatchObject({ done: 0, label: 'Two people meet' });
    expect(progress.at(-1)).toMatchObject({ done: progress[0]?.total, label: 'Forms and review' });
    const counts = progress.map(({ done }) => done);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it('is a second interview when it is played again', async () => {
    const again = await playInterview({ url: app.url, clock: app.clock, onProgress: () => undefined });
    expect(again.interviewId).not.toBe(played.interviewId);
    expect(await again.candidate.call(getReview, { interviewId: again.interviewId })).toMatchObject({
      view: 'candidate',
      result: { score: { meanHundredths: 294 } },
    });
  });

  it('gives the server nothing to complain about', () => {
    expect(app.complaints).toEqual([]);
  });
});
