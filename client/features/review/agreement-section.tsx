import type { RaterView } from '#shared/contracts/review.contract.ts';
import { agreementOn, groupByInterview } from '#shared/domain/agreement.ts';
import { RATINGS } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { reviewStrings } from './strings.ts';
import styles from './agreement-section.module.css';

export type AgreementSectionProps = {
  readonly interviewId: string;
  readonly raters: readonly RaterView[];
};

/** How far the raters of this one interview agree: counts, because one interview allows no more to be said. */
export function AgreementSection({ interviewId, raters }: AgreementSectionProps) {
  const interviews = groupByInterview(
    raters.map(({ participantId, ratings, recommendation }) => ({
      interviewId,
      raterId: participantId,
      ratings,
      recommendation,
    })),
  );
  const { figures } = agreementOn(interviews, DIMENSIONS);
  if (figures === null) return <p className={styles.muted}>{reviewStrings.noShared}</p>;
  const { pairs, exactCount, adjacentCount } = figures;
  const isSame = new Set(raters.map(({ recommendation }) => recommendation)).size === 1;
  const given = raters.flatMap(({ ratings }) => DIMENSIONS.flatMap((dimension) => ratings[dimension] ?? []));
  const counts = RATINGS.map((rating) => ({
    rating,
    count: given.filter((each) => each === rating).length,
  }));
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <div className={styles.frame}>
      <dl className={styles.figures}>
        <div>
          <dt>{reviewStrings.agreementPairs(pairs)}</dt>
          <dd>{reviewStrings.exactOf(exactCount, pairs)}</dd>
          <dd>{reviewStrings.adjacentOf(adjacentCount, pairs)}</dd>
        </div>
        <div>
          <dt>{reviewStrings.recommendation}</dt>
          <dd>{isSame ? reviewStrings.recommendationSame : reviewStrings.recommendationDiffers}</dd>
        </div>
      </dl>
      <figure className={styles.histogram}>
        <figcaption>{reviewStrings.histogram}</figcaption>
        <ol className={styles.bars}>
          {counts.map(({ rating, count }) => (
            <li key={rating}>
              <span className={styles.count}>{count}</span>
              <span className={styles.bar} style={{ blockSize: `${(count / most) * 100}%` }} aria-hidden />
              <span className={styles.rating}>{rating}</span>
            </li>
          ))}
        </ol>
      </figure>
      <p className={styles.muted}>
        {reviewStrings.tooFew} {reviewStrings.agreementText}
      </p>
    </div>
  );
}
