import type { Face } from '#shared/contracts/scenario-format.contract.ts';
import { Badge } from '#client/ui/badge.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { RevealFace } from './reveal-face.tsx';
import { strings } from './strings.ts';
import styles from './reveal-card.module.css';

export interface RevealCardProps {
  /** Place in the order of handing over, from 1. */
  readonly number: number;
  readonly face: Face;
  readonly offsetMs: number;
  readonly isNew: boolean;
}

/** A card as the candidate keeps it. */
export function RevealCard({ number, face, offsetMs, isNew }: RevealCardProps) {
  const clock = formatClock(offsetMs);
  return (
    <article
      className={classNames(styles.card, isNew && styles.new)}
      aria-label={`${strings.card(number)}, ${strings.faceNames[face.type]}`}
    >
      <header className={styles.header}>
        <h3 className={styles.title}>{strings.faceNames[face.type]}</h3>
        {isNew ? <Badge tone="accent">{strings.isNew}</Badge> : null}
        <span className={styles.time} title={strings.cardAt(clock)}>
          {clock}
        </span>
      </header>
      <RevealFace face={face} />
    </article>
  );
}
