import type { PhaseId } from '#shared/domain/interview-state.ts';
import type { GuideAct } from '#shared/domain/timeline.ts';
import type { HintRung, HintUptake } from '#shared/domain/vocabulary.ts';
import type { Moment, Timed } from './moment.ts';

/** What the interviewer does with clock and cockpit. */
export type LeadAct =
  | { readonly type: 'phase'; readonly phaseId: PhaseId }
  | { readonly type: 'extend'; readonly minutes: number }
  | { readonly type: 'pause'; readonly lengthMs: number }
  | { readonly type: 'reveal'; readonly revealId: string }
  | { readonly type: 'hint'; readonly hintId: string; readonly rung: HintRung }
  /** About the hint of that name and rung. */
  | {
      readonly type: 'uptake';
      readonly hintId: string;
      readonly rung: HintRung;
      readonly uptake: HintUptake;
    }
  | { readonly type: 'act'; readonly act: GuideAct };

const tick = (expectationId: string): LeadAct => ({
  type: 'act',
  act: { type: 'expectation-ticked', expectationId, isTicked: true },
});
const probe = (probeId: string): LeadAct => ({
  type: 'act',
  act: { type: 'probe-asked', probeId, isAsked: true },
});
const sheet = (lineId: string, value: number): LeadAct => ({
  type: 'act',
  act: { type: 'worksheet-filled', lineId, value },
});
const tradeOff = (tradeOffId: string, choice: 'a' | 'b', isJustified: boolean): LeadAct => ({
  type: 'act',
  act: { type: 'trade-off-discussed', tradeOffId, choice, isJustified },
});
const reveal = (revealId: string): LeadAct => ({ type: 'reveal', revealId });
const phase = (phaseId: PhaseId): LeadAct => ({ type: 'phase', phaseId });

/**
 * Forty-five minutes on "Predict clicks on feed ads". Data takes almost three minutes more than planned, so monitoring
 * is not reached; in evaluation two hints are needed.
 */
export const GUIDE: readonly Timed<LeadAct>[] = [
  { at: '1:50', ...phase('clarify') },
  { at: '2:30', ...reveal('r.goal') },
  { at: '3:00', ...reveal('r.charge') },
  { at: '3:15', ...tick('cl.goal') },
  { at: '3:40', ...reveal('r.today') },
  { at: '4:05', ...reveal('r.scale') },
  { at: '4:25', ...reveal('r.latency') },
  { at: '4:45', ...reveal('r.eligible') },
  { at: '4:55', ...tick('cl.scale') },
  { at: '5:20', ...reveal('r.sensitive') },
  { at: '5:40', ...tick('cl.consent') },
  { at: '6:15', ...tick('cl.scope') },
  { at: '6:50', ...sheet('rps_peak', 58_000) },
  { at: '7:05', ...sheet('scores_peak', 29_000_000) },
  { at: '7:10', ...tick('cl.numbers') },

  { at: '7:45', ...phase('frame') },
  { at: '8:50', ...tick('fr.target') },
  { at: '9:30', ...probe('fr.p1') },
  { at: '10:20', ...tick('fr.level') },
  { at: '10:55', ...reveal('r.click') },
  { at: '12:05', ...tick('fr.baseline') },

  { at: '12:30', ...phase('data') },
  { at: '13:00', ...reveal('r.logged') },
  { at: '13:50', ...reveal('x.row') },
  { at: '14:05', ...probe('da.p3') },
  { at: '15:10', ...tick('da.logged') },
  { at: '15:45', ...tick('da.features') },
  { at: '16:10', ...reveal('r.delay') },
  { at: '16:40', ...tick('da.label') },
  { at: '17:15', ...tick('da.wait') },
  { at: '17:55', ...probe('da.p2') },
  { at: '18:20', ...sheet('rows_kept', 246_000_000) },
  { at: '19:00', ...tick('da.sample') },
  { at: '19:15', ...tradeOff('t.negatives', 'b', true) },
  { at: '19:30', type: 'hint', hintId: 'da.h3', rung: 'nudge' },
  { at: '19:50', ...reveal('r.slots') },
  { at: '20:25', type: 'uptake', hintId: 'da.h3', rung: 'nudge', uptake: 'used' },
  { at: '20:30', ...tick('da.slot') },
  { at: '21:50', ...tick('da.split') },

  { at: '22:20', ...phase('model') },
  { at: '22:40', type: 'pause', lengthMs: 100_000 },
  { at: '23:50', ...tick('mo.base') },
  { at: '24:20', ...tick('mo.loss') },
  { at: '25:30', ...tick('mo.combine') },
  { at: '25:45', ...tradeOff('t.model', 'a', true) },
  { at: '26:55', ...tick('mo.passes') },
  { at: '28:10', ...tick('mo.newads') },
  { at: '28:50', ...reveal('r.fresh') },
  { at: '29:35', ...tradeOff('t.fresh', 'a', false) },

  { at: '30:20', ...phase('evaluate') },
  { at: '31:00', ...tick('ev.logloss') },
  { at: '31:25', type: 'act', act: { type: 'red-flag-marked', redFlagId: 'ev.f2', isMarked: true } },
  { at: '31:35', ...probe('ev.p1') },
  { at: '32:10', type: 'hint', hintId: 'ev.h1', rung: 'nudge' },
  { at: '32:35', type: 'uptake', hintId: 'ev.h1', rung: 'nudge', uptake: 'partly' },
  { at: '32:40', type: 'hint', hintId: 'ev.h1', rung: 'pointer' },
  { at: '33:10', type: 'uptake', hintId: 'ev.h1', rung: 'pointer', uptake: 'used' },
  { at: '33:15', ...reveal('x.slices') },
  { at: '34:05', ...tick('ev.calib') },
  { at: '34:50', ...tick('ev.ab') },

  { at: '35:18', ...phase('serve') },
  { at: '35:40', ...reveal('r.cost') },
  { at: '36:25', ...sheet('cores_one', 14_500) },
  { at: '36:45', ...sheet('cores_two', 2_900) },
  { at: '36:50', ...tick('se.size') },
  { at: '37:55', ...tick('se.path') },
  { at: '38:20', type: 'act', act: { type: 'curveball-played', curveballId: 'c.traffic' } },
  { at: '39:10', ...tick('c.t1') },
  { at: '39:45', ...tick('c.t2') },
  { at: '40:00', ...probe('se.p2') },
  { at: '40:20', ...reveal('r.outage') },
  { at: '40:45', ...tick('se.fallback') },
  { at: '40:55', type: 'extend', minutes: 1 },
  { at: '41:45', ...tick('se.release') },

  { at: '42:05', ...phase('monitor') },
  { at: '42:50', ...phase('wrap') },
];

/** When the lead ends the interview. */
export const END: Moment = '45:40';
