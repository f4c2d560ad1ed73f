import { useState } from 'react';
import type { InterviewState, Phase, PhaseId } from '#shared/domain/interview-state.ts';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import { Badge } from '#client/ui/badge.tsx';
import { CollapsibleSection } from '#client/ui/collapsible-section.tsx';
import { formatDuration } from '#client/ui/format-time.ts';
import { PHASE_PURPOSE } from './phase-purpose.ts';
import { strings } from './strings.ts';
import styles from './phase-guide.module.css';

/** The framework: each phase with its aim and the questions to ask oneself, the current one open. */
export function PhaseGuide({
  phases,
  state,
}: {
  readonly phases: readonly Phase[];
  readonly state: InterviewState;
}) {
  const currentId = state.status === 'running' ? (state.phases[state.phaseIndex]?.id ?? null) : null;
  // What somebody opened or closed by hand holds until the phase changes.
  const [byHand, setByHand] = useState<{ phaseId: PhaseId | null; open: ReadonlyMap<PhaseId, boolean> }>({
    phaseId: currentId,
    open: new Map(),
  });
  const choices = byHand.phaseId === currentId ? byHand.open : new Map<PhaseId, boolean>();
  return (
    <div className={styles.phases}>
      {phases.map(({ id, steps, budgetMs }) => {
        const text = PHASE_TEXT[id];
        return (
          <CollapsibleSection
            key={id}
            title={
              <span className={styles.title}>
                {text.title}
                {id === currentId ? <Badge tone="accent">{strings.phaseNow}</Badge> : null}
              </span>
            }
            summary={formatDuration(budgetMs)}
            isOpen={choices.get(id) ?? id === currentId}
            onOpenChange={(isOpen) =>
              setByHand({ phaseId: currentId, open: new Map([...choices, [id, isOpen]]) })
            }
          >
            <p className={styles.purpose}>{PHASE_PURPOSE[id]}</p>
            <h4 className={styles.heading}>{strings.phaseGoal}</h4>
            <p>{text.goal}</p>
            {steps.length > 1 ? (
              <>
                <h4 className={styles.heading}>{strings.phaseParts}</h4>
                <ul className={styles.questions}>
                  {steps.map((step) => (
                    <li key={step}>
                      <strong>{PHASE_TEXT[step].title}:</strong> {PHASE_TEXT[step].goal}
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            <h4 className={styles.heading}>{strings.phaseQuestions}</h4>
            <ul className={styles.questions}>
              {text.questions.map((question) => (
                <li key={question}>{question}</li>
              ))}
            </ul>
          </CollapsibleSection>
        );
      })}
    </div>
  );
}
