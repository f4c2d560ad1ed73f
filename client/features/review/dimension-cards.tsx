import type { ReactNode } from 'react';
import type {
  CandidateResult,
  GuideResult,
  SelfReview,
  SharedEvidence,
} from '#shared/contracts/review.contract.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { Badge } from '#client/ui/badge.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { REASON_NAMES, dimensionLabel, reviewStrings } from './strings.ts';
import styles from './dimension-cards.module.css';

export type DimensionCardsProps = {
  readonly result: CandidateResult | GuideResult;
  readonly evidence: readonly SharedEvidence[];
  readonly comparison: SelfReview['comparison'];
  /** What was said about a dimension, where its reader may know. */
  readonly renderThread?: (dimension: Dimension) => ReactNode;
};

/** Per dimension: the behaviour seen, the rung above it, and the notes in time order. */
export function DimensionCards({ result, evidence, comparison, renderThread }: DimensionCardsProps) {
  const ceilingReasons = 'ceilingReasons' in result ? result.ceilingReasons : [];
  return (
    <div className={styles.grid}>
      {result.dimensions.map(({ dimension, ratingHundredths, notAssessed, anchor, nextRung, agreed }) => {
        const ceilingReason = ceilingReasons.find((each) => each.dimension === dimension)?.reason;
        return (
          <article key={dimension} className={styles.card}>
            <header className={styles.header}>
              <h3 className={styles.name}>{dimensionLabel(dimension)}</h3>
              {comparison?.blindSpots.includes(dimension) ? (
                <Badge tone="warn">{reviewStrings.blindSpot}</Badge>
              ) : null}
              {comparison?.hiddenStrengths.includes(dimension) ? (
                <Badge tone="good">{reviewStrings.hiddenStrength}</Badge>
              ) : null}
              {agreed === null ? null : <Badge tone="accent">{reviewStrings.agreedAs(agreed)}</Badge>}
              <span className={styles.rating}>
                {ratingHundredths === null
                  ? '–'
                  : ratingHundredths % 100 === 0
                    ? ratingHundredths / 100
                    : formatHundredths(ratingHundredths)}
              </span>
            </header>
            {ratingHundredths === null ? (
              <p className={styles.muted}>
                {reviewStrings.notAssessed(REASON_NAMES[notAssessed ?? 'not_reached'])}
              </p>
            ) : (
              <dl className={styles.ladder}>
                <dt>{reviewStrings.shown}</dt>
                <dd>{anchor}</dd>
                <dt>{reviewStrings.nextRung}</dt>
                <dd className={styles.next}>{nextRung ?? reviewStrings.topRung}</dd>
              </dl>
            )}
            {ceilingReason ? (
              <p className={styles.muted}>
                {reviewStrings.ceilingReason}: {ceilingReason}
              </p>
            ) : null}
            <EvidenceList notes={evidence.filter((note) => note.dimension === dimension)} />
            {renderThread?.(dimension)}
          </article>
        );
      })}
    </div>
  );
}
