import type { ReactNode } from 'react';
import type { Review } from '#shared/contracts/review.contract.ts';
import type { Face } from '#shared/contracts/scenario-format.contract.ts';
import { cardAnchor } from './moments.ts';
import { reviewStrings } from './strings.ts';
import styles from './cards-section.module.css';

/** Draws a card the way the candidate kept it during the interview. */
export type RenderCard = (card: {
  readonly number: number;
  readonly offsetMs: number;
  readonly face: Face;
}) => ReactNode;

export type CardsSectionProps = {
  readonly reveals: Review['reveals'];
  readonly renderCard: RenderCard;
};

/** The facts handed over, in the order they were. */
export function CardsSection({ reveals, renderCard }: CardsSectionProps) {
  if (reveals.length === 0) return <p className={styles.none}>{reviewStrings.noReveals}</p>;
  return (
    <ol className={styles.grid}>
      {reveals.map(({ revealId, offsetMs, face }, index) => (
        <li key={revealId} id={cardAnchor(revealId)} className={styles.card}>
          {renderCard({ number: index + 1, offsetMs, face })}
        </li>
      ))}
    </ol>
  );
}
