import type { InterviewEvent } from '#prisma/generated/client.ts';
import type {
  CandidateInterview,
  GuideInterview,
  InterviewSnapshot,
} from '#shared/contracts/interviews.contract.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { phasesOf } from '#shared/domain/interview-machine.ts';
import type { InterviewState, Phase } from '#shared/domain/interview-state.ts';
import {
  GuideEventSchema,
  PublicEventSchema,
  type GuideEvent,
  type PublicEvent,
} from '#shared/domain/timeline.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { planOf, type InterviewRecord } from './interview-record.ts';
import { canReadGuide, canSeeScenario, canSeeSetup } from './interviews.policy.ts';
import type { InterviewScenarios } from './interviews.deps.ts';

/** The fields of an event that may leave the server; `seq` and `audience` never do. */
type EventRow = Pick<InterviewEvent, 'id' | 'offsetMs' | 'at' | 'actorId' | 'payload'>;

function toEventFields({ id, offsetMs, at, actorId, payload }: EventRow) {
  return { id, offsetMs, at: at.toISOString(), actorId, act: payload };
}

/** Fails on an act that only guides may receive, whatever the row says about its audience. */
export function toPublicEvent(row: EventRow): PublicEvent {
  return PublicEventSchema.parse(toEventFields(row));
}

export function toGuideEvent(row: EventRow): GuideEvent {
  return GuideEventSchema.parse(toEventFields(row));
}

export interface SnapshotInput {
  readonly record: InterviewRecord;
  readonly role: Role;
  readonly scenario: Scenario | null;
  readonly scenarios: InterviewScenarios;
  /** Rows the role may receive, oldest first. */
  readonly publicRows: readonly EventRow[];
  readonly guideRows: readonly EventRow[];
  readonly now: number;
}

/** The interview as one role may see it, field by field. */
export function toSnapshot(input: SnapshotInput): InterviewSnapshot {
  return canReadGuide(input.role) ? toGuideInterview(input) : toCandidateInterview(input);
}

function toGuideInterview(input: SnapshotInput): GuideInterview {
  const { record, scenario, scenarios } = input;
  return {
    ...toCommon(input),
    view: 'guide',
    setup: record.setup,
    phases: toPhases(record, scenario),
    scenario: scenario && scenarios.toCandidate(scenario),
    guideRevision: record.row.guideRevision,
    guideEvents: input.guideRows.map(toGuideEvent),
  };
}

function toCandidateInterview(input: SnapshotInput): CandidateInterview {
  const { record, role, scenario, scenarios } = input;
  const { status } = record.state;
  const { level, format, framework } = record.setup;
  return {
    ...toCommon(input),
    view: 'candidate',
    setup: canSeeSetup(role, status) ? { level, format, framework } : null,
    phases: canSeeSetup(role, status) ? toPhases(record, scenario) : null,
    scenario: canSeeScenario(role, status) && scenario ? scenarios.toCandidate(scenario) : null,
  };
}

function toCommon({ record, publicRows, now }: SnapshotInput) {
  const { row, state, retentionDays } = record;
  return {
    interviewId: row.id,
    roomId: row.roomId,
    ordinal: row.ordinal,
    revision: row.revision,
    serverNow: now,
    state,
    candidateId: row.candidateId,
    leadId: row.leadId,
    retentionDays,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    events: publicRows.map(toPublicEvent),
  };
}

/** The plan that is kept with the interview from the start on, before that the one it would get. */
function toPhases({ state, setup }: InterviewRecord, scenario: Scenario | null): Phase[] | null {
  const planned = phasesOf(state).map(({ id, steps, budgetMs }) => ({ id, steps, budgetMs }));
  if (planned.length > 0) return planned;
  return scenario && planOf(scenario, setup);
}

/** The answer to every command that moves the interview. */
export function toStateAnswer({ row, state }: InterviewRecord): {
  interviewId: string;
  revision: number;
  state: InterviewState;
} {
  return { interviewId: row.id, revision: row.revision, state };
}
