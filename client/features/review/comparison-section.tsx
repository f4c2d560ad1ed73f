import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { GuideReview, RaterView, RatingRecord } from '#shared/contracts/review.contract.ts';
import { compareRaters, type ComparedDimension } from '#shared/domain/rater-comparison.ts';
import { RUBRIC, anchorOf, findRubric } from '#shared/domain/rubric-config.ts';
import { formatHundredths, hundredths } from '#shared/domain/rubric-score.ts';
import { Badge } from '#client/ui/badge.tsx';
import { formatDateTime } from '#client/ui/format-time.ts';
import { EvidenceList } from './evidence-list.tsx';
import { RecordForm } from './record-form.tsx';
import { OUTCOME_NAMES, REASON_NAMES, dimensionLabel, reviewStrings } from './strings.ts';
import styles from './comparison-section.module.css';

export type ComparisonSectionProps = {
  readonly review: GuideReview;
  readonly raters: readonly RaterView[];
  readonly records: readonly RatingRecord[];
};

/** The review meeting: everybody's ratings as they were handed in, widest gaps first, each with what it rests on. */
export function ComparisonSection({ review, raters, records }: ComparisonSectionProps) {
  const compared = compareRaters(raters.map(({ ratings }) => ratings));
  const mean = review.result?.score.meanHundredths ?? null;
  const isPair = raters.length > 1;
  return (
    <div className={styles.frame}>
      <p className={styles.lead}>
        {!isPair
          ? reviewStrings.onlyOneRater
          : compared.some(({ isWide }) => isWide)
            ? reviewStrings.gapsFirst
            : reviewStrings.noGaps}
        {isPair ? ` ${reviewStrings.openDimension}` : ''}
      </p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{reviewStrings.dimension}</th>
              {raters.map(({ participantId, displayName, seat, isLate }) => (
                <th key={participantId} scope="col">
                  {displayName}
                  <span className={styles.seat}>
                    {reviewStrings.seats[seat]}
                    {isLate ? `, ${reviewStrings.rateLate}` : ''}
                  </span>
                </th>
              ))}
              <th scope="col">{reviewStrings.average}</th>
            </tr>
          </thead>
          <tbody>
            {compared.map((row) => (
              <ComparedRow key={row.dimension} row={row} review={review} raters={raters} records={records} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{reviewStrings.mean}</th>
              {raters.map(({ participantId, score }) => (
                <td key={participantId}>
                  {score.meanHundredths === null ? '–' : formatHundredths(score.meanHundredths)}
                </td>
              ))}
              <td className={styles.mean}>{mean === null ? '–' : formatHundredths(mean)}</td>
            </tr>
            <tr>
              <th scope="row">{reviewStrings.recommendation}</th>
              {raters.map(({ participantId, recommendation }) => (
                <td key={participantId}>{OUTCOME_NAMES[recommendation]}</td>
              ))}
              <td>–</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </div>
  );
}

function ComparedRow(props: ComparisonSectionProps & { readonly row: ComparedDimension }) {
  const { row, review, raters, records } = props;
  const { dimension, ratings, gap, isWide, mean } = row;
  const label = dimensionLabel(dimension);
  const [isOpen, setIsOpen] = useState(isWide);
  const id = useId();
  const own = records.filter((record) => record.dimension === dimension);
  const agreed = own.findLast(({ kind }) => kind === 'agreed');
  const config = findRubric(review.result?.rubricVersion ?? '') ?? RUBRIC;
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            className={styles.opener}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setIsOpen(!isOpen)}
          >
            <ChevronRight size={14} className={styles.chevron} aria-hidden="true" />
            <span className={styles.openerWords}>
              {label} {isWide ? <Badge tone="warn">{reviewStrings.apart(gap)}</Badge> : null}
            </span>
          </button>
        </th>
        {ratings.map((rating, index) => {
          const rater = raters[index];
          const reason = rater?.notAssessed[dimension];
          return (
            <td key={rater?.participantId ?? index}>
              {rating ?? '–'}
              {rating === null && reason ? (
                <span className={styles.seat}>{reviewStrings.notAssessed(REASON_NAMES[reason])}</span>
              ) : null}
            </td>
          );
        })}
        <td className={styles.mean}>
          {mean.count === 0
            ? '–'
            : formatHundredths(hundredths({ numerator: mean.sum, denominator: mean.count }))}
          {agreed ? <span className={styles.agreed}>{reviewStrings.agreedAs(agreed.rating)}</span> : null}
        </td>
      </tr>
      <tr id={id} className={styles.detail} hidden={!isOpen}>
        <td colSpan={raters.length + 2}>
          <div className={styles.sides}>
            {raters.map(({ participantId, displayName, ratings: given, ceilingReasons }) => {
              const rating = given[dimension];
              return (
                <section key={participantId} className={styles.side}>
                  <h3 className={styles.name}>{reviewStrings.evidenceOf(displayName)}</h3>
                  {rating === null ? null : (
                    <p className={styles.anchor}>
                      {rating}: {anchorOf(config, { dimension, level: review.setup.level, rating })}
                    </p>
                  )}
                  {ceilingReasons[dimension] === '' ? null : (
                    <p className={styles.muted}>
                      {reviewStrings.ceilingReason}: {ceilingReasons[dimension]}
                    </p>
                  )}
                  <EvidenceList
                    notes={review.evidence.filter(
                      (note) => note.authorId === participantId && note.dimension === dimension,
                    )}
                  />
                </section>
              );
            })}
          </div>
          {own.length > 0 ? (
            <ol className={styles.records}>
              {own.map((record) => (
                <li key={record.id}>
                  <p>
                    {reviewStrings.recordOf[record.kind](record.authorName, record.rating)}
                    <span className={styles.muted}> {formatDateTime(new Date(record.createdAt))}</span>
                  </p>
                  <p className={styles.muted}>{record.reason}</p>
                </li>
              ))}
            </ol>
          ) : null}
          {review.canRecord ? (
            <RecordForm
              interviewId={review.interviewId}
              dimension={dimension}
              canAgree={raters.length > 1}
              ownRating={
                raters.find(({ participantId }) => participantId === review.selfId)?.ratings[dimension] ??
                null
              }
            />
          ) : null}
        </td>
      </tr>
    </>
  );
}
