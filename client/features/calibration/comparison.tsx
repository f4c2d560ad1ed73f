import type { LockedRating, ReferenceMoment } from '#shared/contracts/calibration.contract.ts';
import { anchorOf, findRubric } from '#shared/domain/rubric-config.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { Badge } from '#client/ui/badge.tsx';
import { distanceOf } from './distance-of.ts';
import { MomentChips } from './moment-chips.tsx';
import { RATING_NAMES, REASON_NAMES, calibrationStrings as strings } from './strings.ts';
import styles from './comparison.module.css';

export type ComparisonProps = {
  readonly locked: LockedRating;
  readonly rubricVersion: string;
  readonly level: Level;
  readonly moments: readonly ReferenceMoment[];
  readonly onShow: (momentId: string) => void;
};

type Side = Pick<LockedRating, 'rating' | 'notAssessed' | 'moments'>;

/** The rater's own rating and the reference beside each other, with the behaviour each stands for. */
export function Comparison({ locked, rubricVersion, level, moments, onShow }: ComparisonProps) {
  const { reference, dimension } = locked;
  const config = findRubric(rubricVersion);
  const anchor = ({ rating }: Side) =>
    rating === null || config === null ? null : anchorOf(config, { dimension, level, rating });
  return (
    <div className={styles.comparison}>
      <Verdict locked={locked} />
      <section className={styles.side} aria-label={strings.yours}>
        <Given name={strings.yours} side={locked} anchor={anchor(locked)} />
        {locked.words === '' ? null : <p className={styles.words}>{locked.words}</p>}
        {locked.moments.length === 0 ? null : (
          <MomentChips moments={moments} ids={locked.moments} onShow={onShow} />
        )}
      </section>
      <section className={styles.side} aria-label={strings.reference}>
        <Given name={strings.reference} side={reference} anchor={anchor(reference)} />
        <p className={styles.words}>{reference.reason}</p>
        <MomentChips moments={moments} ids={reference.moments} onShow={onShow} />
      </section>
      <section className={styles.side}>
        <h3 className={styles.label}>{strings.boundary}</h3>
        <p className={styles.words}>{reference.boundary}</p>
      </section>
    </div>
  );
}

function Verdict({ locked }: { readonly locked: LockedRating }) {
  const distance = distanceOf(locked);
  if (distance === null) {
    const isSame = locked.rating === null && locked.reference.rating === null;
    return <Badge tone={isSame ? 'good' : 'warn'}>{isSame ? strings.same : strings.notCompared}</Badge>;
  }
  if (distance === 0) return <Badge tone="good">{strings.same}</Badge>;
  return <Badge tone={Math.abs(distance) === 1 ? 'warn' : 'bad'}>{strings.apart(distance)}</Badge>;
}

function Given({
  name,
  side: { rating, notAssessed },
  anchor,
}: {
  readonly name: string;
  readonly side: Side;
  readonly anchor: string | null;
}) {
  return (
    <>
      <div className={styles.given}>
        <h3 className={styles.label}>{name}</h3>
        {rating === null ? (
          <span className={styles.value}>
            {strings.notAssessed(notAssessed === null ? strings.none : REASON_NAMES[notAssessed])}
          </span>
        ) : (
          <span className={styles.value}>
            <span className={styles.number}>{rating}</span> {RATING_NAMES[rating]}
          </span>
        )}
      </div>
      {anchor === null ? null : <p className={styles.anchor}>{anchor}</p>}
    </>
  );
}
