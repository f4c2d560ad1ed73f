import type { CandidateProgress } from '#shared/contracts/progress.contract.ts';
import { LEVELS, type Level } from '#shared/domain/vocabulary.ts';
import { Badge } from '#client/ui/badge.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Section } from './section.tsx';
import { LEVEL_NAMES, dimensionLabel, progressStrings as strings } from './strings.ts';
import styles from './progress.module.css';

export type PracticePlanProps = {
  readonly progress: Pick<CandidateProgress, 'plan' | 'level'>;
  readonly onLevelChange: (level: Level) => void;
};

/** The lowest one or two dimensions, the behaviour above, and cases to practise it with. */
export function PracticePlan({ progress: { plan, level }, onLevelChange }: PracticePlanProps) {
  return (
    <Section
      title={strings.plan}
      actions={
        <SegmentedControl
          size="sm"
          label={strings.planLevel}
          segments={LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
          value={level}
          onValueChange={onLevelChange}
        />
      }
    >
      {plan.case === 'too_few' ? <p className={styles.muted}>{strings.planTooFew(plan.needed)}</p> : null}
      {plan.case === 'even' ? <p className={styles.muted}>{strings.planEven}</p> : null}
      {plan.case === 'plan' ? (
        <ul className={styles.focuses}>
          {plan.focus.map((focus) => (
            <li key={focus.dimension} className={styles.focus}>
              <h3 className={styles.focusTitle}>{dimensionLabel(focus.dimension)}</h3>
              <p className={styles.muted}>{strings.planStanding(focus.rungHundredths, focus.count)}</p>
              {focus.nextRung ? (
                <>
                  <h4 className={styles.label}>{strings.planNext}</h4>
                  <p>{focus.nextRung}</p>
                </>
              ) : null}
              <h4 className={styles.label}>{strings.planCases}</h4>
              {focus.scenarios.length === 0 ? <p className={styles.muted}>{strings.planNoCases}</p> : null}
              <ul className={styles.cases}>
                {focus.scenarios.map((scenario) => (
                  <li key={scenario.id} className={styles.case}>
                    <span className={styles.caseTitle}>{scenario.title}</span>
                    {scenario.isSeen ? <Badge look="outline">{strings.seen}</Badge> : null}
                    <span className={styles.faint}>{strings.difficulty(scenario.difficulty)}</span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
