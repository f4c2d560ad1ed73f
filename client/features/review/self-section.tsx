import type { SelfReview } from '#shared/contracts/review.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { dimensionLabel, reviewStrings } from './strings.ts';
import styles from './self-section.module.css';

export type SelfSectionProps = { readonly self: SelfReview | null; readonly isCandidate: boolean };

/** Where the own view and the rating part; the numbers stand in the chart's table. */
export function SelfSection({ self, isCandidate }: SelfSectionProps) {
  if (!self) return <p className={styles.muted}>{reviewStrings.selfMissing}</p>;
  const { comparison } = self;
  const gap = comparison?.meanGapHundredths ?? null;
  return (
    <div className={styles.frame}>
      {comparison ? (
        <dl className={styles.list}>
          {gap === null ? null : (
            <div>
              <dt>{reviewStrings.gap}</dt>
              <dd>{reviewStrings.meanGap(gap > 0 ? `+${formatHundredths(gap)}` : formatHundredths(gap))}</dd>
            </div>
          )}
          <div>
            <dt>{reviewStrings.blindSpot}</dt>
            <dd>
              {names(comparison.blindSpots)}
              <span className={styles.muted}>
                {isCandidate ? reviewStrings.blindSpots : reviewStrings.blindSpotsOther}
              </span>
            </dd>
          </div>
          <div>
            <dt>{reviewStrings.hiddenStrength}</dt>
            <dd>
              {names(comparison.hiddenStrengths)}
              <span className={styles.muted}>
                {isCandidate ? reviewStrings.hiddenStrengths : reviewStrings.hiddenStrengthsOther}
              </span>
            </dd>
          </div>
        </dl>
      ) : null}
      <div>
        <h3 className={styles.name}>{reviewStrings.tenMoreMinutes}</h3>
        <p className={styles.text}>{self.tenMoreMinutes}</p>
      </div>
    </div>
  );
}

function names(dimensions: readonly Dimension[]): string {
  return dimensions.length === 0 ? reviewStrings.none : dimensions.map(dimensionLabel).join(', ');
}
