import { useEffect, useMemo, useState } from 'react';
import { EVIDENCE_SIGNS } from '#shared/domain/rubric-forms.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select } from '#client/ui/select.tsx';
import { MomentRow } from './moment-row.tsx';
import { PhaseLine } from './phase-line.tsx';
import {
  NO_FILTER,
  countMoments,
  filterMoments,
  groupMoments,
  momentDimensions,
  noteAnchor,
  type Moment,
  type MomentFilter,
  type MomentSource,
} from './moments.ts';
import { SIGN_NAMES, dimensionLabel, reviewStrings } from './strings.ts';
import styles from './moments-section.module.css';

const SIGN_SEGMENTS = [
  { value: 'all', label: reviewStrings.allSigns },
  ...EVIDENCE_SIGNS.map((sign) => ({ value: sign, label: SIGN_NAMES[sign] })),
] as const;

/** The whole interview as one list: what was noted, with hints, cards and phases where they fell. */
export function MomentsSection({ source }: { readonly source: MomentSource }) {
  const [filter, setFilter] = useState<MomentFilter>(NO_FILTER);
  const [marked, setMarked] = useState<string | null>(null);
  const groups = useMemo(() => groupMoments(source), [source]);
  const dimensions = useMemo(() => momentDimensions(groups), [groups]);
  const shown = filterMoments(groups, filter);
  const count = countMoments(shown);

  // A link to a note finds it and marks it, whatever was filtered before. The browser alone would do neither for a note
  // that is not drawn, nor anything for a link followed twice.
  useEffect(() => {
    const handleClick = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
      if (!link?.hash.startsWith(`#${noteAnchor('')}`)) return;
      const anchor = link.hash.slice(1);
      setFilter(NO_FILTER);
      setMarked(anchor);
      requestAnimationFrame(() => document.getElementById(anchor)?.scrollIntoView());
    };
    document.addEventListener('click', handleClick);
    return () => document.removeEventListener('click', handleClick);
  }, []);

  return (
    <div className={styles.frame}>
      {/* Without notes and hints there is nothing to tell apart. */}
      {dimensions.length > 0 ? (
        <div className={styles.filter}>
          <Select
            className={styles.select}
            aria-label={reviewStrings.filterDimension}
            options={[
              { value: 'all', label: reviewStrings.allDimensions },
              ...dimensions.map((dimension) => ({ value: dimension, label: dimensionLabel(dimension) })),
            ]}
            value={filter.dimension ?? 'all'}
            onValueChange={(chosen) =>
              setFilter({ ...filter, dimension: dimensions.find((each) => each === chosen) ?? null })
            }
          />
          <SegmentedControl
            label={reviewStrings.filterSign}
            segments={SIGN_SEGMENTS}
            value={filter.sign ?? 'all'}
            onValueChange={(chosen) => setFilter({ ...filter, sign: chosen === 'all' ? null : chosen })}
          />
          <p className={styles.count} role="status">
            {reviewStrings.momentCount(count)}
          </p>
        </div>
      ) : null}
      {count === 0 ? <p className={styles.none}>{reviewStrings.noMoments}</p> : null}
      {shown.map(({ phase, moments }) => (
        <div key={phase?.offsetMs ?? 'before'} className={styles.group}>
          {phase ? <PhaseLine phase={phase} /> : null}
          {moments.length > 0 ? (
            <ol className={styles.list}>
              {moments.map((moment) => (
                <MomentRow
                  key={keyOf(moment)}
                  moment={moment}
                  isMarked={moment.kind === 'note' && noteAnchor(moment.note.id) === marked}
                />
              ))}
            </ol>
          ) : null}
        </div>
      ))}
    </div>
  );
}

function keyOf(moment: Moment): string {
  switch (moment.kind) {
    case 'note':
      return moment.note.id;
    case 'card':
      return `card.${moment.number}`;
    case 'hint':
      return `hint.${moment.offsetMs}.${moment.hint.rung}.${moment.hint.dimension}`;
    case 'pause':
      return `pause.${moment.offsetMs}.${moment.pausedMs}`;
  }
}
