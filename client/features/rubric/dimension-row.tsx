import { ChevronDown, Lightbulb } from 'lucide-react';
import { useId } from 'react';
import type { DimensionHelp } from '#shared/contracts/rubric.contract.ts';
import { anchorsFor, type Rating, type RubricConfig } from '#shared/domain/rubric-config.ts';
import { FORM_LIMITS, type RubricRow } from '#shared/domain/rubric-forms.ts';
import type { Dimension, Level } from '#shared/domain/vocabulary.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Field } from '#client/ui/field.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { Textarea } from '#client/ui/textarea.tsx';
import { AnchorScale } from './anchor-scale.tsx';
import type { ShownNote } from './evidence-store.ts';
import { NotAssessed } from './not-assessed.tsx';
import { RowEvidence } from './row-evidence.tsx';
import { rowKeys } from './row-keys.ts';
import { RATING_NAMES, REASON_NAMES, RUNG_NAMES, UPTAKE_NAMES, rubricStrings } from './strings.ts';
import styles from './dimension-row.module.css';

export type DimensionRowProps = {
  readonly dimension: Dimension;
  readonly config: RubricConfig;
  readonly level: Level;
  readonly row: Pick<RubricRow, 'rating' | 'notAssessed'>;
  readonly onRate: (change: Pick<RubricRow, 'rating' | 'notAssessed'>) => void;
  readonly isLocked: boolean;
  readonly isMissing: boolean;
  /** In a panel one row is open at a time; on the rating screen all are. */
  readonly isOpen: boolean;
  readonly isCollapsible: boolean;
  readonly onToggle: () => void;
  /** The rater's part; a self-assessment has none of it. */
  readonly rater?: {
    readonly help: DimensionHelp;
    readonly ceilingReason: string;
    readonly onCeilingReason: (reason: string) => void;
    readonly notes: readonly ShownNote[];
    readonly onAddNote: (() => void) | undefined;
    readonly onSeek: ((offsetMs: number) => void) | undefined;
  };
};

/** One dimension: its four behaviours, the rating, and what it rests on. */
export function DimensionRow(props: DimensionRowProps) {
  const {
    dimension,
    config,
    level,
    row,
    onRate,
    isLocked,
    isMissing,
    isOpen,
    isCollapsible,
    onToggle,
    rater,
  } = props;
  const headingId = useId();
  const bodyId = useId();
  const { label } = config.dimensions[dimension];
  const anchors = anchorsFor(config, { dimension, level });
  const rate = (rating: Rating) => onRate({ rating, notAssessed: null });
  const isAbove = rater !== undefined && row.rating !== null && row.rating > rater.help.ceiling;
  const written = rater?.ceilingReason.trim().length ?? 0;
  const summary = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={styles.given}>
        {row.rating !== null ? (
          <>
            <span className={styles.mark}>{row.rating}</span>
            <span className={styles.word}>{RATING_NAMES[row.rating]}</span>
          </>
        ) : row.notAssessed !== null ? (
          <span className={styles.word}>{REASON_NAMES[row.notAssessed]}</span>
        ) : (
          <span className={styles.open}>–</span>
        )}
      </span>
    </>
  );
  return (
    // The row is a group with keys of its own (1–4, x); every control in it works without them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      id={`rate-${dimension}`}
      className={classNames(styles.row, isMissing && styles.missing)}
      aria-labelledby={headingId}
      tabIndex={-1}
      onKeyDown={rowKeys({
        rate,
        skip: () => onRate({ rating: null, notAssessed: row.notAssessed === null ? 'not_reached' : null }),
        isLocked,
      })}
    >
      <h3 id={headingId} className={styles.heading}>
        {isCollapsible ? (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-controls={bodyId}
            onClick={onToggle}
          >
            {summary}
            <ChevronDown size={16} className={styles.chevron} aria-hidden="true" />
          </button>
        ) : (
          <span className={styles.toggle}>{summary}</span>
        )}
      </h3>
      <div id={bodyId} className={styles.body} hidden={isCollapsible && !isOpen}>
        {/* First what was seen, then what it is worth. */}
        {rater ? (
          <RowEvidence
            dimension={dimension}
            notes={rater.notes}
            rating={row.rating}
            isLocked={isLocked}
            onAdd={rater.onAddNote}
            onSeek={rater.onSeek}
          />
        ) : null}
        <AnchorScale
          label={rubricStrings.scaleLabel(label)}
          anchors={anchors}
          names={RATING_NAMES}
          value={row.rating}
          onValueChange={rate}
          ceiling={rater?.help.ceiling}
          isLocked={isLocked}
        />
        <NotAssessed
          reason={row.notAssessed}
          isLocked={isLocked}
          onReasonChange={(reason) =>
            onRate({ rating: reason === null ? row.rating : null, notAssessed: reason })
          }
        />
        {rater && rater.help.hints.length > 0 ? (
          <p className={styles.hints}>
            <Lightbulb size={14} aria-hidden="true" />
            <span>
              {rubricStrings.hintsGiven}:{' '}
              {rater.help.hints
                .map(({ rung, offsetMs, uptake }) =>
                  [RUNG_NAMES[rung], formatClock(offsetMs), uptake ? UPTAKE_NAMES[uptake] : null]
                    .filter(Boolean)
                    .join(' '),
                )
                .join(' · ')}
            </span>
          </p>
        ) : null}
        {rater && isAbove ? (
          <Field
            label={rubricStrings.ceilingField}
            hint={
              written < FORM_LIMITS.ceilingReasonMin
                ? `${rubricStrings.ceilingReached(rater.help.ceiling)} ${rubricStrings.charactersLeft(FORM_LIMITS.ceilingReasonMin - written)}`
                : rubricStrings.ceilingReached(rater.help.ceiling)
            }
          >
            <Textarea
              value={rater.ceilingReason}
              minRows={2}
              maxLength={1_000}
              readOnly={isLocked}
              onChange={(event) => rater.onCeilingReason(event.target.value)}
            />
          </Field>
        ) : null}
        {rater && !isLocked && (row.rating === 1 || row.rating === 4) ? (
          <p className={styles.prompt}>{rubricStrings.counterEvidence}</p>
        ) : null}
      </div>
    </section>
  );
}
