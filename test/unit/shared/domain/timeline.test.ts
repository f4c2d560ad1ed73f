import { describe, expect, it } from 'vitest';
import { canGiveHint, foldGuideActs, type GuideAct, type GuideEvent } from '#shared/domain/timeline.ts';

const events = (...acts: readonly GuideAct[]): GuideEvent[] =>
  acts.map((act, index) => ({
    id: `event-00${index}`,
    offsetMs: index * 1000,
    at: '2026-01-15T10:00:00.000Z',
    actorId: 'interviewer-1',
    act,
  }));

const tick = (isTicked: boolean): GuideAct => ({
  type: 'expectation-ticked',
  expectationId: 'ev.calib',
  isTicked,
});

const nudge = { type: 'hint-given', hintId: 'ev.h1', rung: 'nudge' } as const;
const pointer = { type: 'hint-given', hintId: 'ev.h1', rung: 'pointer' } as const;
const allowed = (acts: readonly GuideAct[]) => {
  const { hints } = foldGuideActs(events(...acts));
  return (['nudge', 'pointer', 'reveal'] as const).filter((rung) =>
    canGiveHint(hints, { hintId: 'ev.h1', rung }),
  );
};

describe('foldGuideActs', () => {
  it('lets the last tick win and remembers when it was made', () => {
    expect(foldGuideActs(events(tick(true))).ticked.get('ev.calib')).toBe(0);
    expect(foldGuideActs(events(tick(true), tick(false))).ticked.size).toBe(0);
    expect(foldGuideActs(events(tick(true), tick(false), tick(true))).ticked.get('ev.calib')).toBe(2000);
  });

  it('keeps an open question by the expectation it was about, until it is taken back', () => {
    const ask = (isAsked: boolean) =>
      ({ type: 'expectation-asked', expectationId: 'ev.calib', isAsked }) as const;
    expect(foldGuideActs(events(tick(true), ask(true))).askedAbout.get('ev.calib')).toBe(1000);
    expect(foldGuideActs(events(ask(true), ask(false))).askedAbout.size).toBe(0);
  });

  it('puts uptake and void marks on the hint they name and passes over unknown ones', () => {
    const { hints } = foldGuideActs(
      events(
        { type: 'hint-given', hintId: 'ev.h1', rung: 'nudge' },
        { type: 'hint-taken', hintEventId: 'event-000', uptake: 'partly' },
        { type: 'hint-voided', hintEventId: 'event-999', reason: 'not this one' },
      ),
    );
    expect(hints).toEqual([
      {
        eventId: 'event-000',
        hintId: 'ev.h1',
        rung: 'nudge',
        offsetMs: 0,
        uptake: 'partly',
        voidedReason: null,
      },
    ]);
  });

  it('clears a worksheet line and a deep dive that were taken back', () => {
    const progress = foldGuideActs(
      events(
        { type: 'worksheet-filled', lineId: 'dau', value: 5 },
        { type: 'worksheet-filled', lineId: 'dau', value: null },
        { type: 'deep-dive-chosen', deepDiveId: 'dd.1', isChosen: true },
        { type: 'deep-dive-chosen', deepDiveId: 'dd.1', isChosen: false },
      ),
    );
    expect(progress.worksheet.size).toBe(0);
    expect(progress.deepDives.size).toBe(0);
  });
});

describe('canGiveHint', () => {
  it('gives the rungs one after the other, each once', () => {
    expect(allowed([])).toEqual(['nudge']);
    expect(allowed([nudge])).toEqual(['pointer']);
    expect(allowed([nudge, pointer])).toEqual(['reveal']);
    expect(allowed([nudge, pointer, { ...nudge, rung: 'reveal' }])).toEqual([]);
  });

  it('keeps the ladders of other hints apart', () => {
    expect(allowed([{ ...nudge, hintId: 'ev.h2' }])).toEqual(['nudge']);
  });

  it('counts a voided hint as not given', () => {
    expect(
      allowed([nudge, { type: 'hint-voided', hintEventId: 'event-000', reason: 'wrong button' }]),
    ).toEqual(['nudge']);
  });
});
