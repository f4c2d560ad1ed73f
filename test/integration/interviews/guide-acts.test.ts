import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as contract from '#shared/contracts/interviews.contract.ts';
import type { GuideAct } from '#shared/domain/timeline.ts';
import { LIMITS } from '#shared/limits.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { openWorld, refusalOf, type InterviewWorld, type Person } from './interview-world.ts';

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
let world: InterviewWorld;
let ids: {
  expectation: string;
  probe: string;
  hint: string;
  redFlag: string;
  curveball: string;
  line: string;
};

beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());
beforeEach(async () => {
  world = await openWorld(opened.database);
  await world.toRunning();
  const { steps, curveballs, worksheet } = world.scenario.interviewer;
  const step = steps[0];
  ids = {
    expectation: step?.expect.mid[0]?.id ?? '',
    probe: step?.probes[0]?.id ?? '',
    hint: step?.hints[0]?.id ?? '',
    redFlag: step?.red_flags[0]?.id ?? '',
    curveball: curveballs[0]?.id ?? '',
    line: worksheet[0]?.id ?? '',
  };
});
afterEach(() => world.close());

let nextId = 0;
const record = (
  act: GuideAct,
  { id = `act-${world.roomId}-${nextId++}`, by = 'lead' }: { id?: string; by?: Person } = {},
) => world.call(contract.recordGuideAct, by, { interviewId: world.interviewId, id, act });
const give = (rung: 'nudge' | 'pointer' | 'reveal', id?: string) =>
  record({ type: 'hint-given', hintId: ids.hint, rung }, id ? { id } : {});

describe('guide acts', () => {
  it('reach the guides alone and leave no trace in what the room can count', async () => {
    const before = await world.call(contract.getInterview, 'candidate', { interviewId: world.interviewId });
    world.broadcasts.length = 0;
    world.clock.advance(61_000);
    const { guideRevision, event } = await record({
      type: 'expectation-ticked',
      expectationId: ids.expectation,
      isTicked: true,
    });
    expect(event.offsetMs).toBe(61_000);
    expect(world.broadcasts.map(({ channel, event: name }) => [channel, name])).toEqual([
      [`room:${world.roomId}:guides`, 'interviews:guide-changed'],
    ]);
    expect(contract.guideChanged.payload.parse(world.broadcasts[0]?.payload)).toMatchObject({
      guideRevision,
      events: [event],
    });
    const after = await world.call(contract.getInterview, 'candidate', { interviewId: world.interviewId });
    expect(after).toEqual({ ...before, serverNow: world.clock.now() });
    const guide = await world.call(contract.getInterview, 'shadow', { interviewId: world.interviewId });
    expect(guide).toMatchObject({ view: 'guide', guideRevision, guideEvents: [event] });
  });

  it('are noted once for one id, and an id of somebody else is refused', async () => {
    const act: GuideAct = { type: 'probe-asked', probeId: ids.probe, isAsked: true };
    const first = await record(act, { id: 'same-id-1' });
    world.broadcasts.length = 0;
    expect(await record(act, { id: 'same-id-1' })).toEqual(first);
    expect(world.broadcasts).toEqual([]);
    expect(await refusalOf(record(act, { id: 'same-id-1', by: 'co' }))).toBe('FORBIDDEN');
    expect(await world.interviews.readTimeline(world.interviewId)).toHaveLength(2);
  });

  it('do not take the id of an event everybody has received', async () => {
    const [started] = await world.interviews.readTimeline(world.interviewId);
    const act: GuideAct = { type: 'curveball-played', curveballId: ids.curveball };
    expect(await refusalOf(record(act, { id: started?.event.id ?? '' }))).toBe('FORBIDDEN');
  });

  it('name an item of the pinned guide, of the right kind', async () => {
    const wrong: readonly GuideAct[] = [
      { type: 'expectation-ticked', expectationId: 'no-such-item', isTicked: true },
      { type: 'expectation-ticked', expectationId: ids.probe, isTicked: true },
      { type: 'probe-asked', probeId: ids.expectation, isAsked: true },
      { type: 'expectation-asked', expectationId: ids.probe, isAsked: true },
      { type: 'hint-given', hintId: ids.expectation, rung: 'nudge' },
      { type: 'hint-taken', hintEventId: 'no-such-event', uptake: 'used' },
      { type: 'hint-voided', hintEventId: 'no-such-event', reason: 'wrong button' },
      { type: 'curveball-played', curveballId: ids.line },
      { type: 'trade-off-discussed', tradeOffId: ids.hint, choice: 'a', isJustified: true },
      { type: 'red-flag-marked', redFlagId: ids.line, isMarked: true },
      { type: 'worksheet-filled', lineId: ids.redFlag, value: 1 },
      { type: 'deep-dive-chosen', deepDiveId: ids.curveball, isChosen: true },
    ];
    for (const act of wrong) expect(await refusalOf(record(act))).toBe('GUIDE_ITEM_NOT_FOUND');
    const curveballItem = world.scenario.interviewer.curveballs[0]?.expects[0]?.id ?? '';
    await record({ type: 'expectation-ticked', expectationId: curveballItem, isTicked: true });
    await record({ type: 'expectation-asked', expectationId: ids.expectation, isAsked: true });
    await record({ type: 'worksheet-filled', lineId: ids.line, value: 12.5 });
  });

  it('give hints rung by rung, each once, and again after a voided one', async () => {
    expect(await refusalOf(give('pointer'))).toBe('HINT_OUT_OF_ORDER');
    await give('nudge', 'nudge-event-1');
    expect(await refusalOf(give('nudge'))).toBe('HINT_OUT_OF_ORDER');
    expect(await refusalOf(give('reveal'))).toBe('HINT_OUT_OF_ORDER');
    await record({ type: 'hint-voided', hintEventId: 'nudge-event-1', reason: 'wrong button' });
    expect(await refusalOf(give('pointer'))).toBe('HINT_OUT_OF_ORDER');
    await give('nudge');
    await give('pointer');
    await give('reveal');
  });

  it('that were kept during a lost connection and come all at once are all noted', async () => {
    const probes = world.scenario.interviewer.steps.flatMap((step) => step.probes).slice(0, 12);
    await Promise.all(
      probes.map(({ id }, index) =>
        record({ type: 'probe-asked', probeId: id, isAsked: true }, { by: index % 2 === 0 ? 'lead' : 'co' }),
      ),
    );
    const snapshot = await world.call(contract.getInterview, 'lead', { interviewId: world.interviewId });
    expect(snapshot).toMatchObject({ guideRevision: 1 + probes.length });
    expect(await world.interviews.readTimeline(world.interviewId)).toHaveLength(1 + probes.length);
  });

  it('of two interviewers who give the same rung at once, one is refused', async () => {
    const hint: GuideAct = { type: 'hint-given', hintId: ids.hint, rung: 'nudge' };
    const outcomes = await Promise.allSettled([record(hint), record(hint, { by: 'co' })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are taken while running; afterwards only what completes the record', async () => {
    await give('nudge', 'nudge-event-2');
    await world.call(contract.endInterview, 'lead', { interviewId: world.interviewId });
    await record({ type: 'hint-taken', hintEventId: 'nudge-event-2', uptake: 'used' });
    await record({ type: 'expectation-ticked', expectationId: ids.expectation, isTicked: true });
    await record({ type: 'red-flag-marked', redFlagId: ids.redFlag, isMarked: true });
    await record({ type: 'hint-voided', hintEventId: 'nudge-event-2', reason: 'was not needed' });
    for (const act of [
      { type: 'probe-asked', probeId: ids.probe, isAsked: true },
      { type: 'expectation-asked', expectationId: ids.expectation, isAsked: true },
      { type: 'hint-given', hintId: ids.hint, rung: 'nudge' },
      { type: 'curveball-played', curveballId: ids.curveball },
      { type: 'worksheet-filled', lineId: ids.line, value: 1 },
    ] as const) {
      expect(await refusalOf(record(act))).toBe('WRONG_PHASE');
    }
    await world.interviews.revealForms({ interviewId: world.interviewId, reason: 'complete' });
    expect(
      await refusalOf(
        record({ type: 'expectation-ticked', expectationId: ids.expectation, isTicked: false }),
      ),
    ).toBe('WRONG_PHASE');
  });

  it('stop at the most events an interview may have, which can still be ended', async () => {
    await world.database.interview.update({
      where: { id: world.interviewId },
      data: { nextSeq: LIMITS.eventsPerInterview + 1 },
    });
    expect(await refusalOf(record({ type: 'curveball-played', curveballId: ids.curveball }))).toBe(
      'TIMELINE_FULL',
    );
    const ended = await world.call(contract.endInterview, 'lead', { interviewId: world.interviewId });
    expect(ended.state.status).toBe('rating');
  });
});
