import { STEPS, type Step } from '#shared/domain/vocabulary.ts';
import { useCockpit } from './cockpit-context.ts';
import { coverStep, guideOf, type GuidePage } from './cockpit-selectors.ts';
import { STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import styles from './step-strip.module.css';

export interface StepStripProps {
  readonly page: GuidePage;
  /** The pages of the current phase. */
  readonly current: readonly GuidePage[];
  readonly onChoose: (step: Step) => void;
}

/** The seven steps, each over the share of its core points that are ticked. Looking at one moves no clock. */
export function StepStrip({ page, current, onChoose }: StepStripProps) {
  const { scenario, level, progress, shown } = useCockpit();
  return (
    <nav aria-label={strings.steps}>
      <ol className={styles.strip}>
        {STEPS.map((step) => {
          const guide = guideOf(scenario, step);
          if (!guide) return null;
          const { core } = coverStep({ guide, reveals: scenario.reveals, level, progress, shown });
          const isNow = current.includes(step);
          return (
            <li key={step}>
              <button
                type="button"
                className={styles.step}
                aria-current={page === step ? 'page' : undefined}
                title={strings.coreCovered(core.done, core.total)}
                onClick={() => onChoose(step)}
              >
                <span className={styles.name} data-now={isNow || undefined}>
                  {STEP_NAMES[step]}
                </span>
                <span className="visually-hidden">
                  {isNow ? `${strings.stepNow}, ` : ''}
                  {strings.coreCovered(core.done, core.total)}
                </span>
                <span className={styles.bar} aria-hidden="true">
                  {Array.from({ length: core.total }, (_, index) => (
                    <span key={index} className={index < core.done ? styles.full : styles.empty} />
                  ))}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
