import type { InterviewingReport } from '#shared/contracts/review.contract.ts';
import { expectationsAt, probesAt, type CountedGuide } from '#shared/domain/guide-items.ts';
import { interviewerReport } from '#shared/domain/interviewer-report.ts';
import type { PhaseProgress } from '#shared/domain/interview-state.ts';
import type { GuideEvent } from '#shared/domain/timeline.ts';
import type { Level } from '#shared/domain/vocabulary.ts';

/** The interviewers' own report, with the words of the guide in place of its ids. */
export function toInterviewingReport(input: {
  readonly guide: CountedGuide;
  readonly level: Level;
  readonly phases: readonly PhaseProgress[];
  readonly events: readonly GuideEvent[];
}): InterviewingReport {
  const report = interviewerReport(input);
  const asks = new Map(probesAt(input.guide, input.level).map(({ item }) => [item.id, item.ask]));
  const texts = new Map(expectationsAt(input.guide, input.level).map(({ item }) => [item.id, item.text]));
  return {
    hintCounts: { ...report.hintCounts },
    phases: report.phases.flatMap(({ phaseId, budgetMs, extendedMs, spentMs, outcome }) =>
      outcome === 'as_planned' ? [] : [{ phaseId, plannedMs: budgetMs + extendedMs, spentMs, outcome }],
    ),
    probesAsked: report.probesAsked,
    probesMissed: report.probesMissed.map(({ probeId, step }) => ({ ask: asks.get(probeId) ?? '', step })),
    coreExpectations: report.coreExpectations,
    neverOpened: report.neverOpened.map(({ expectationId, step, reason }) => ({
      text: texts.get(expectationId) ?? '',
      step,
      reason,
    })),
  };
}
