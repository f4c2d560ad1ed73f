import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getInterview, type GuideInterview } from '#shared/contracts/interviews.contract.ts';
import { getRoom } from '#shared/contracts/rooms.contract.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { listEvidence } from '#shared/contracts/rubric.contract.ts';
import type { PhaseId } from '#shared/domain/interview-state.ts';
import { PublicActSchema, type Act } from '#shared/domain/timeline.ts';
import type { TestApp } from '#test/support/app.ts';
import { startTestApp } from '#test/support/app.ts';
import { loadShippedBank } from '#test/support/bank.ts';
import type { Visitor } from '#test/support/browser.ts';
import { launchBrowser, openVisitor } from '#test/support/browser.ts';
import type { KeyboardHand } from '#test/support/keyboard-hand.ts';
import { keyboardHand } from '#test/support/keyboard-hand.ts';
import * as steps from '#test/support/room-steps.ts';
import type { SharedTime } from '#test/support/shared-time.ts';
import { shareTime } from '#test/support/shared-time.ts';

const MINUTE = 60_000;
const POLL = { timeout: 30_000 } as const;

let app: TestApp;
let browser: Browser;
let scenario: Scenario;
let iris: Visitor;
let carl: Visitor;
let time: SharedTime;

beforeAll(async () => {
  const [bank, started, launched] = await Promise.all([loadShippedBank(), startTestApp(), launchBrowser()]);
  [app, browser] = [started, launched];
  scenario = bank.get('ad-click-prediction', '1.0.0');
  const baseUrl = app.url.replace('127.0.0.1', 'localhost');
  [iris, carl] = await Promise.all([
    openVisitor(browser, { name: 'Iris', baseUrl }),
    openVisitor(browser, { name: 'Carl', baseUrl }),
  ]);
  time = await shareTime(app.clock, [iris, carl]);
  await steps.runningRoom(iris, carl);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** The interview as the interviewer's own browser would read it. */
async function readInterview(): Promise<GuideInterview> {
  const { request } = iris.context;
  const [, roomId = ''] = /\/rooms\/([^/?]+)/.exec(iris.page.url()) ?? [];
  const room = getRoom.output.parse(
    await (await request.get(getRoom.path.replace(':roomId', roomId))).json(),
  );
  const answer = await request.get(getInterview.path.replace(':interviewId', room.currentInterviewId));
  const interview = getInterview.output.parse(await answer.json());
  if (interview.view !== 'guide') throw new Error('an interviewer has the view of the guide');
  return interview;
}

interface Expected {
  readonly offsetMs: number;
  readonly act: Act;
}

/** What was done so far, written down beside the interview by whoever does it. */
const done: Expected[] = [];
/** The interview clock, counted along. */
let elapsed = 0;
const noteOffsets: number[] = [];

/** Notes that an act was done, and waits until the server has it: time must not move under it. */
async function recorded(...acts: readonly Act[]): Promise<void> {
  done.push(...acts.map((act) => ({ offsetMs: elapsed, act })));
  await expect
    .poll(async () => {
      const { events, guideEvents } = await readInterview();
      return events.length + guideEvents.length;
    }, POLL)
    .toBe(done.length);
}

async function pass(ms: number): Promise<void> {
  elapsed += ms;
  await time.pass(ms);
}

const asked = (probeId: string): Act => ({ type: 'probe-asked', probeId, isAsked: true });
const heard = (expectationId: string): Act => ({ type: 'expectation-ticked', expectationId, isTicked: true });

test('an interviewer runs 45 minutes with the keyboard alone, and every act is on the timeline', async () => {
  const hand: KeyboardHand = keyboardHand(iris.page);
  const guide = iris.page.getByRole('region', { name: 'Interviewer guide' });
  const card = guide.getByRole('region', { name: 'Ask next' });
  const proposes = (words: string | RegExp) => card.getByText(words).first().waitFor();
  const reads = (words: string | RegExp) => guide.getByText(words).first().waitFor();
  const nextPhase = async (phaseId: PhaseId, title: string) => {
    await hand.press('.');
    await recorded({ type: 'phase-entered', phaseId });
    await guide.getByRole('heading', { name: title, level: 2 }).waitFor();
  };
  const note = async (line: string) => {
    await hand.press('n');
    noteOffsets.push(elapsed);
    await iris.page.getByPlaceholder('What was said or drawn').waitFor();
    await hand.type(line);
    await hand.press('Enter');
    await iris.page.getByPlaceholder('What was said or drawn').waitFor({ state: 'detached' });
  };
  /** Asks what the card proposes and ticks what it was for, half a minute later. */
  const askAndHear = async (probeId: string, words: string, expectationId: string) => {
    await proposes(words);
    await hand.press('q');
    await recorded(asked(probeId));
    await card.getByText(/^Asked \d/).waitFor();
    await pass(30_000);
    await hand.press('y');
    await recorded(heard(expectationId));
    await pass(10_000);
  };
  done.push({ offsetMs: 0, act: { type: 'interview-started', phaseId: 'intro' } });

  // Nothing has been pressed yet, and the words to begin with are in sight.
  await reads('Opening words');
  await pass(2 * MINUTE);

  await nextPhase('clarify', 'Clarify');
  await reads(/^06:00/);
  await askAndHear('cl.p1', 'What would change for you if advertisers paid for views', 'cl.goal');
  // For what has no probe an open question; then help, rung by rung, with what came of it.
  await proposes('What else do you want to settle before you start designing?');
  await hand.press('q');
  await recorded({ type: 'expectation-asked', expectationId: 'cl.scope', isAsked: true });
  await pass(60_000);
  await hand.press('i');
  await expect.poll(hand.focused, POLL).toBe('Give the nudge');
  await hand.press('Enter');
  await recorded({ type: 'hint-given', hintId: 'cl.h2', rung: 'nudge' });
  await pass(15_000);
  await expect.poll(hand.focused, POLL).toBe('Used');
  await hand.press('ArrowLeft');
  await recorded({ type: 'hint-taken', hintEventId: await newestHint(), uptake: 'ignored' });
  await hand.walkTo(/^Give the pointer$/, 'Tab');
  await hand.press('Enter');
  await recorded({ type: 'hint-given', hintId: 'cl.h2', rung: 'pointer' });
  await pass(20_000);
  await expect.poll(hand.focused, POLL).toBe('Used');
  await hand.press(' ');
  await recorded({ type: 'hint-taken', hintEventId: await newestHint(), uptake: 'used' });
  await hand.press('y');
  await recorded(heard('cl.scope'));
  // A card is handed over from its row.
  await hand.press('j');
  await hand.walkTo(/^Counts as asking: traffic/, 'ArrowDown');
  await hand.press('Tab');
  expect(await hand.focused()).toBe('Show to the candidate: traffic');
  await hand.press('Enter');
  await recorded(shown('r.scale'));
  await carl.page.getByRole('tab', { name: /Cards/ }).click();
  await carl.page.getByText('Daily active users').waitFor();
  await pass(10_000);
  await note('+ asked how the score is used before drawing');
  await pass(8 * MINUTE - elapsed);

  await nextPhase('frame', 'Frame');
  // What is due by now is a key away.
  const [due] = scenario.reveals
    .filter(({ id, policy }) => policy === 'offer_by' && id !== 'r.scale')
    .sort((a, b) => (a.offer_by_minute ?? 0) - (b.offer_by_minute ?? 0));
  await guide.getByRole('button', { name: /Open the reminders/ }).waitFor();
  await hand.press('d');
  await expect.poll(hand.focused, POLL).toBe(`Show to the candidate: ${due?.listen_for[0]}`);
  await hand.press('Enter');
  await recorded(shown(due?.id ?? ''));
  await hand.press('Escape');
  await askAndHear('fr.p3', 'Advertisers are billed for taps of under a second.', 'fr.target');
  // Another one, without a record; and keys typed into a field are letters.
  await hand.press('a', 'g');
  await hand.type('qyai.');
  await reads('Nothing in the guide has these words.');
  await hand.press('Escape', 'Tab');
  await hand.press('j');
  await hand.walkTo(/^Chooses a network before saying what it predicts/, 'ArrowDown');
  await hand.press(' ');
  await recorded({ type: 'red-flag-marked', redFlagId: 'fr.f1', isMarked: true });
  await pass(13 * MINUTE - elapsed);

  await nextPhase('data', 'Data');
  await askAndHear('da.p1', 'A click arrives twenty minutes after the view.', 'da.label');
  await hand.run('Pause the clock');
  await recorded({ type: 'paused' });
  // Thinking time is not the interview's.
  await time.pass(3 * MINUTE);
  await hand.run('Let the clock run');
  await recorded({ type: 'resumed', pausedMs: 3 * MINUTE });
  await hand.run('5 more minutes');
  await recorded({ type: 'phase-extended', phaseId: 'data', extendedMs: 5 * MINUTE });
  await hand.run('Guide: Worksheet');
  await reads('Enter what the candidate says.');
  await hand.press('j');
  await hand.walkTo(/^Their number for: Peak requests per second/, 'ArrowDown');
  await hand.type('58k');
  await hand.press('Enter');
  await recorded({ type: 'worksheet-filled', lineId: 'rps_peak', value: 58_000 });
  await reads('In range');
  await hand.press('ArrowDown');
  await hand.type('3 M');
  await hand.press('Enter');
  await recorded({ type: 'worksheet-filled', lineId: 'scores_peak', value: 3_000_000 });
  await reads('Too low');
  await hand.press('Shift+Tab');
  await hand.run('Guide: Data');
  await pass(22 * MINUTE - elapsed);

  await nextPhase('model', 'Model');
  await hand.run('Guide: Trade-offs');
  await reads('A justified choice mentions');
  await hand.press('j', ' ');
  const tradeOff = { type: 'trade-off-discussed', tradeOffId: 't.negatives', choice: 'a' } as const;
  await recorded({ ...tradeOff, isJustified: false });
  await pass(45_000);
  await hand.walkTo(/Justified by these points/, 'Tab');
  await hand.press(' ');
  await recorded({ ...tradeOff, isJustified: true });
  await hand.run('Guide: Model');
  // An expectation heard out of turn is ticked in its row.
  await hand.press('j');
  await hand.walkTo(/^Trains with log loss/, 'ArrowDown');
  await hand.press(' ');
  await recorded(heard('mo.loss'));
  await pass(29 * MINUTE - elapsed);

  await nextPhase('evaluate', 'Evaluate');
  await askAndHear('ev.p1', 'AUC went up but revenue fell.', 'ev.calib');
  await note('- "we would just look at AUC"');
  await pass(34 * MINUTE - elapsed);

  await nextPhase('serve', 'Serve');
  await pass(4 * MINUTE);
  await hand.press('u');
  await expect.poll(hand.focused, POLL).toBe('Play it');
  await hand.press('Enter');
  await recorded({ type: 'curveball-played', curveballId: 'c.optout' });
  await hand.press('Escape');
  await pass(39 * MINUTE - elapsed);

  await nextPhase('monitor', 'Monitor');
  await proposes('It has been live for three months.');
  await hand.press('q');
  await recorded({ type: 'expectation-asked', expectationId: 'mn.watch', isAsked: true });
  await pass(20_000);
  await hand.press('y');
  await recorded(heard('mn.watch'));
  await pass(42 * MINUTE - elapsed);

  await nextPhase('wrap', 'Wrap-up');
  await reads('Closing words');
  await pass(45 * MINUTE - elapsed);
  await hand.run('End interview');
  await hand.walkTo(/^End interview$/, 'Tab');
  await hand.press('Enter');
  await recorded({ type: 'interview-ended', reason: 'ended' });
  await iris.page.getByRole('heading', { name: 'The interview is over: now the forms' }).waitFor();

  const interview = await readInterview();
  expect(interview.state).toMatchObject({ status: 'rating', durationMs: 45 * MINUTE });
  const inOrder = ({ offsetMs, act }: { readonly offsetMs: number; readonly act: Act }) => ({
    offsetMs,
    act,
  });
  const isPublic = ({ act }: { readonly act: Act }) => PublicActSchema.safeParse(act).success;
  expect(interview.events.map(inOrder)).toEqual(done.filter(isPublic));
  expect(interview.guideEvents.map(inOrder)).toEqual(done.filter((each) => !isPublic(each)));
  const ids = [...interview.events, ...interview.guideEvents].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);

  const notes = listEvidence.output.parse(
    await (
      await iris.context.request.get(listEvidence.path.replace(':interviewId', interview.interviewId))
    ).json(),
  );
  expect(notes.notes).toMatchObject([
    { dimension: 'framing', sign: 'plus', text: 'asked how the score is used before drawing' },
    { dimension: 'evaluation', sign: 'minus', kind: 'quote', text: 'we would just look at AUC' },
  ]);
  expect(notes.notes.map(({ offsetMs }) => offsetMs)).toEqual(noteOffsets);
  expect([iris.complaints, carl.complaints, app.complaints]).toEqual([[], [], []]);
});

/** The id of the hint that was given last, to which what came of it refers. */
async function newestHint(): Promise<string> {
  const { guideEvents } = await readInterview();
  return guideEvents.findLast(({ act }) => act.type === 'hint-given')?.id ?? '';
}

function shown(revealId: string): Act {
  const face = scenario.reveals.find(({ id }) => id === revealId)?.face;
  if (!face) throw new Error(`no card ${revealId}`);
  return { type: 'reveal-shown', revealId, face };
}
