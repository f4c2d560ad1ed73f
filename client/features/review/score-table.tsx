import type { DimensionResult, SelfReview } from '#shared/contracts/review.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { REASON_NAMES, dimensionLabel, reviewStrings } from './strings.ts';
import styles from './table.module.css';

export type ScoreTableProps = {
  readonly dimensions: readonly DimensionResult[];
  readonly self: SelfReview | null;
};

/** What the chart shows, in numbers. */
export function ScoreTable({ dimensions, self }: ScoreTableProps) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{reviewStrings.dimension}</th>
            <th scope="col" className={styles.number}>
              {reviewStrings.rating}
            </th>
            <th scope="col" className={styles.number}>
              {reviewStrings.self}
            </th>
            <th scope="col" className={styles.number}>
              {reviewStrings.gap}
            </th>
            <th scope="col" className={styles.number}>
              {reviewStrings.weight}
            </th>
          </tr>
        </thead>
        <tbody>
          {dimensions.map(({ dimension, ratingHundredths, notAssessed, weightPercent }) => {
            const gap = self?.comparison?.gapHundredths[dimension] ?? null;
            return (
              <tr key={dimension}>
                <th scope="row">{dimensionLabel(dimension)}</th>
                <td className={styles.number}>
                  {ratingHundredths === null
                    ? REASON_NAMES[notAssessed ?? 'not_reached']
                    : formatHundredths(ratingHundredths)}
                </td>
                <td className={styles.number}>{self?.ratings[dimension] ?? '–'}</td>
                <td className={styles.number}>{gap === null ? '–' : signed(gap)}</td>
                <td className={styles.number}>{weightPercent} %</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** `+1.00`, `-0.50`, `0.00`. */
function signed(hundredthsValue: number): string {
  return hundredthsValue > 0 ? `+${formatHundredths(hundredthsValue)}` : formatHundredths(hundredthsValue);
}
