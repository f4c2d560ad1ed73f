import type { ReferenceInterview } from '#shared/contracts/calibration.contract.ts';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import { STEPS, type Dimension, type Level } from '#shared/domain/vocabulary.ts';
import { Badge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { LEVEL_NAMES, calibrationStrings as strings, dimensionLabel } from './strings.ts';
import styles from './guide-list.module.css';

export type GuideListProps = {
  readonly expectations: ReferenceInterview['expectations'];
  readonly level: Level;
  /** Those that count for it stand out. */
  readonly dimension: Dimension;
};

/** What the guide of the scenario expects at the level, step by step. */
export function GuideList({ expectations, level, dimension }: GuideListProps) {
  return (
    <div className={styles.guide}>
      <p className={styles.text}>{strings.guideText(LEVEL_NAMES[level].toLowerCase())}</p>
      {STEPS.map((step) => {
        const items = expectations.filter((item) => item.step === step);
        if (items.length === 0) return null;
        return (
          <section key={step}>
            <h3 className={styles.step}>{PHASE_TEXT[step].title}</h3>
            <ul className={styles.items}>
              {items.map((item) => (
                <li
                  key={item.id}
                  className={classNames(styles.item, item.dimension === dimension && styles.own)}
                >
                  <span>{item.text}</span>
                  <span className={styles.marks}>
                    {item.isCore ? <Badge look="outline">{strings.core}</Badge> : null}
                    <span className={styles.dimension}>
                      {item.dimension === dimension ? (
                        <span className="visually-hidden">{strings.ownDimension}: </span>
                      ) : null}
                      {dimensionLabel(item.dimension)}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
