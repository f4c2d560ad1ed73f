import type { LeadView, RaterFigures } from '#shared/contracts/progress.contract.ts';
import type { InterviewRatings } from '#shared/domain/agreement.ts';
import { anchorReadings } from '#shared/domain/anchor-readings.ts';
import { raterSeverity } from '#shared/domain/rater-statistics.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { habitsOf } from './own-progress.service.ts';
import { COUNTED_SEATS, type OwnedInterview, type RatingRow } from './progress.queries.ts';
import { toRaterFigures } from './progress.view.ts';

/** Anchors listed; a talk about more of them at once leads nowhere. */
const ANCHORS = 8;

/** What follows from the counted ratings alone, beside agreement. */
export interface LeadCounts {
  readonly anchors: NonNullable<LeadView['anchors']>;
  readonly raters: ReadonlyMap<string, RaterFigures>;
}

/** Of each case its interviews and versions. */
export type Runs = ReadonlyMap<
  string,
  { readonly interviews: number; readonly versions: ReadonlySet<string> }
>;

export function countLead(input: {
  readonly compared: readonly InterviewRatings[];
  readonly rubrics: readonly RatingRow[];
  readonly interviews: readonly OwnedInterview[];
}): LeadCounts {
  return {
    anchors: toAnchors(input.compared, input.rubrics),
    raters: countRaters(input),
  };
}

function countRaters(input: {
  readonly compared: readonly InterviewRatings[];
  readonly rubrics: readonly RatingRow[];
  readonly interviews: readonly OwnedInterview[];
}): LeadCounts['raters'] {
  const comparedOf = new Map<string, InterviewRatings[]>();
  for (const interview of input.compared) {
    for (const { raterId } of interview.forms) {
      const group = comparedOf.get(raterId);
      if (group) group.push(interview);
      else comparedOf.set(raterId, [interview]);
    }
  }
  const rubricsOf = new Map<string, RatingRow[]>();
  for (const row of input.rubrics.filter(isCounted)) {
    const group = rubricsOf.get(row.userId);
    if (group) group.push(row);
    else rubricsOf.set(row.userId, [row]);
  }
  const revealedAt = new Map(
    input.interviews.map((interview) => [interview.interviewId, interview.revealedAt]),
  );
  return new Map(
    [...rubricsOf].map(([id, own]) => [
      id,
      toRaterFigures(
        raterSeverity(comparedOf.get(id) ?? [], id),
        // Counted interviews are open, so that every rubric of theirs was due whatever the time is now.
        habitsOf(own, revealedAt, Infinity),
      ),
    ]),
  );
}

export function countScenarios(interviews: readonly OwnedInterview[]): Runs {
  const runs = new Map<string, { interviews: number; versions: Set<string> }>();
  for (const { scenarioId, scenarioVersion } of interviews) {
    if (scenarioId === null) continue;
    const run = runs.get(scenarioId) ?? { interviews: 0, versions: new Set<string>() };
    runs.set(scenarioId, run);
    run.interviews += 1;
    if (scenarioVersion !== null) run.versions.add(scenarioVersion);
  }
  return runs;
}

export function isCounted({ seat }: RatingRow): boolean {
  return COUNTED_SEATS.includes(seat);
}

/** So that bias reads "lead minus second rater". */
export function leadFirst(rubrics: readonly RatingRow[]): RatingRow[] {
  return [...rubrics.filter(({ seat }) => seat === 'lead'), ...rubrics.filter(({ seat }) => seat !== 'lead')];
}

function toAnchors(
  compared: readonly InterviewRatings[],
  rubrics: readonly RatingRow[],
): LeadCounts['anchors'] {
  const levels = new Map(rubrics.map(({ interviewId, level }) => [interviewId, level]));
  const wordsOf = (dimension: Dimension, rung: number) =>
    RUBRIC.dimensions[dimension].ladder[rung - 1] ?? null;
  return anchorReadings(compared, {
    config: RUBRIC,
    levelOf: (interviewId) => levels.get(interviewId) ?? null,
  })
    .slice(0, ANCHORS)
    .map(({ dimension, rung, pairs, apart, otherRung }) => ({
      dimension,
      rung,
      anchor: wordsOf(dimension, rung) ?? '',
      pairs,
      apart,
      otherRung,
      otherAnchor: otherRung === null ? null : wordsOf(dimension, otherRung),
    }));
}
