import { z } from 'zod';
import { FaceSchema } from '#shared/contracts/scenario-format.contract.ts';
import { PHASE_IDS } from '#shared/domain/interview-state.ts';
import { HINT_RUNGS, HINT_UPTAKES, type HintRung } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';

/**
 * The interview's timeline: every act is one event, and events are the only record of it. What is ticked, given,
 * revealed or marked now is `foldGuideActs(events)`, never a second table.
 */

const itemId = z.string().regex(/^[a-z0-9][a-z0-9._-]{2,48}$/);
const clientId = z.string().min(LIMITS.id.min).max(LIMITS.id.max);

/** Acts of an interviewer that only guide roles ever receive. */
export const GuideActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('expectation-ticked'), expectationId: itemId, isTicked: z.boolean() }),
  z.strictObject({ type: z.literal('probe-asked'), probeId: itemId, isAsked: z.boolean() }),
  /** Asked about without a probe of the case: an open question, in the guide's words or one's own. */
  z.strictObject({ type: z.literal('expectation-asked'), expectationId: itemId, isAsked: z.boolean() }),
  z.strictObject({ type: z.literal('hint-given'), hintId: itemId, rung: z.enum(HINT_RUNGS) }),
  /** `hintEventId` is the id of the `hint-given` event. */
  z.strictObject({ type: z.literal('hint-taken'), hintEventId: clientId, uptake: z.enum(HINT_UPTAKES) }),
  z.strictObject({
    type: z.literal('hint-voided'),
    hintEventId: clientId,
    reason: z.string().trim().min(3).max(LIMITS.reason),
  }),
  z.strictObject({ type: z.literal('curveball-played'), curveballId: itemId }),
  z.strictObject({
    type: z.literal('trade-off-discussed'),
    tradeOffId: itemId,
    /** Both sides heard; the candidate's choice; whether it was justified by what the card says must be cited. */
    choice: z.enum(['a', 'b', 'undecided']),
    isJustified: z.boolean(),
  }),
  z.strictObject({ type: z.literal('red-flag-marked'), redFlagId: itemId, isMarked: z.boolean() }),
  z.strictObject({
    type: z.literal('worksheet-filled'),
    lineId: itemId,
    /** The candidate's number; null clears the line. */
    value: z.number().min(-LIMITS.worksheetValue).max(LIMITS.worksheetValue).nullable(),
  }),
  z.strictObject({ type: z.literal('deep-dive-chosen'), deepDiveId: itemId, isChosen: z.boolean() }),
]);
export type GuideAct = z.infer<typeof GuideActSchema>;

/** Acts everybody in the room sees. `face` of a reveal is the card the candidate receives. */
export const PublicActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('interview-started'), phaseId: z.enum(PHASE_IDS) }),
  z.strictObject({ type: z.literal('phase-entered'), phaseId: z.enum(PHASE_IDS) }),
  z.strictObject({
    type: z.literal('phase-extended'),
    phaseId: z.enum(PHASE_IDS),
    extendedMs: z.int().min(0),
  }),
  z.strictObject({ type: z.literal('paused') }),
  z.strictObject({ type: z.literal('resumed'), pausedMs: z.int().min(0) }),
  z.strictObject({ type: z.literal('reveal-shown'), revealId: itemId, face: FaceSchema }),
  z.strictObject({ type: z.literal('interview-ended'), reason: z.enum(['ended']) }),
  z.strictObject({ type: z.literal('forms-revealed'), reason: z.enum(['complete', 'deadline']) }),
  z.strictObject({ type: z.literal('interview-closed') }),
]);
export type PublicAct = z.infer<typeof PublicActSchema>;

export type Act = GuideAct | PublicAct;

/** Who may ever receive an event. */
export const AUDIENCES = ['everyone', 'guides'] as const;
export type Audience = (typeof AUDIENCES)[number];

const eventFields = {
  id: clientId,
  /** Interview clock in ms, pauses excluded. */
  offsetMs: z.int().min(0),
  at: z.iso.datetime(),
  /** Participant; null for the server itself. */
  actorId: z.string().nullable(),
};

/** No sequence number goes out: gaps in it would let a candidate count the interviewer's hidden acts. */
export const PublicEventSchema = z.strictObject({ ...eventFields, act: PublicActSchema });
export type PublicEvent = z.infer<typeof PublicEventSchema>;
export const GuideEventSchema = z.strictObject({ ...eventFields, act: GuideActSchema });
export type GuideEvent = z.infer<typeof GuideEventSchema>;

/** A hint as the guide shows it and the rubric counts it. */
export interface GivenHint {
  readonly eventId: string;
  readonly hintId: string;
  readonly rung: (typeof HINT_RUNGS)[number];
  readonly offsetMs: number;
  readonly uptake: (typeof HINT_UPTAKES)[number] | null;
  readonly voidedReason: string | null;
}

/** What stands after all acts so far. */
export interface GuideProgress {
  readonly ticked: ReadonlyMap<string, number>;
  readonly askedProbes: ReadonlyMap<string, number>;
  /** Expectations an open question was asked about. */
  readonly askedAbout: ReadonlyMap<string, number>;
  readonly hints: readonly GivenHint[];
  readonly curveballs: ReadonlyMap<string, number>;
  readonly tradeOffs: ReadonlyMap<
    string,
    { choice: 'a' | 'b' | 'undecided'; isJustified: boolean; offsetMs: number }
  >;
  readonly redFlags: ReadonlyMap<string, number>;
  readonly worksheet: ReadonlyMap<string, number>;
  readonly deepDives: ReadonlySet<string>;
}

/**
 * Folds guide events, oldest first, into what stands now. Maps go from scenario item id to the interview clock (ms)
 * of the act, or to the value recorded. Unknown hint ids in uptake or void events are passed over.
 */
export function foldGuideActs(events: readonly GuideEvent[]): GuideProgress {
  const ticked = new Map<string, number>();
  const askedProbes = new Map<string, number>();
  const askedAbout = new Map<string, number>();
  const hints = new Map<string, GivenHint>();
  const curveballs = new Map<string, number>();
  const tradeOffs = new Map<
    string,
    { choice: 'a' | 'b' | 'undecided'; isJustified: boolean; offsetMs: number }
  >();
  const redFlags = new Map<string, number>();
  const worksheet = new Map<string, number>();
  const deepDives = new Set<string>();
  const mark = (map: Map<string, number>, id: string, isOn: boolean, offsetMs: number) => {
    if (isOn) map.set(id, offsetMs);
    else map.delete(id);
  };
  for (const { id, act, offsetMs } of events) {
    switch (act.type) {
      case 'expectation-ticked':
        mark(ticked, act.expectationId, act.isTicked, offsetMs);
        break;
      case 'probe-asked':
        mark(askedProbes, act.probeId, act.isAsked, offsetMs);
        break;
      case 'expectation-asked':
        mark(askedAbout, act.expectationId, act.isAsked, offsetMs);
        break;
      case 'hint-given':
        hints.set(id, {
          eventId: id,
          hintId: act.hintId,
          rung: act.rung,
          offsetMs,
          uptake: null,
          voidedReason: null,
        });
        break;
      case 'hint-taken': {
        const hint = hints.get(act.hintEventId);
        if (hint) hints.set(hint.eventId, { ...hint, uptake: act.uptake });
        break;
      }
      case 'hint-voided': {
        const hint = hints.get(act.hintEventId);
        if (hint) hints.set(hint.eventId, { ...hint, voidedReason: act.reason });
        break;
      }
      case 'curveball-played':
        curveballs.set(act.curveballId, offsetMs);
        break;
      case 'trade-off-discussed':
        tradeOffs.set(act.tradeOffId, { choice: act.choice, isJustified: act.isJustified, offsetMs });
        break;
      case 'red-flag-marked':
        mark(redFlags, act.redFlagId, act.isMarked, offsetMs);
        break;
      case 'worksheet-filled':
        if (act.value === null) worksheet.delete(act.lineId);
        else worksheet.set(act.lineId, act.value);
        break;
      case 'deep-dive-chosen':
        if (act.isChosen) deepDives.add(act.deepDiveId);
        else deepDives.delete(act.deepDiveId);
        break;
    }
  }
  return {
    ticked,
    askedProbes,
    askedAbout,
    hints: [...hints.values()],
    curveballs,
    tradeOffs,
    redFlags,
    worksheet,
    deepDives,
  };
}

/**
 * Whether a rung of a hint ladder may be given now: not twice, and only after the rung below it. A voided hint counts
 * as not given, so a slip can be voided and the right rung given instead.
 */
export function canGiveHint(
  hints: readonly GivenHint[],
  { hintId, rung }: { readonly hintId: string; readonly rung: HintRung },
): boolean {
  const isStanding = (wanted: HintRung | undefined): boolean =>
    hints.some((hint) => hint.hintId === hintId && hint.rung === wanted && hint.voidedReason === null);
  const below = HINT_RUNGS.indexOf(rung) - 1;
  return !isStanding(rung) && (below < 0 || isStanding(HINT_RUNGS[below]));
}
