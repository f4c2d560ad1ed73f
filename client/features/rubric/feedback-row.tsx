import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { FeedbackQuestion, RubricConfig } from '#shared/domain/rubric-config.ts';
import type { FeedbackAnswer } from '#shared/domain/rubric-forms.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Kbd } from '#client/ui/kbd.tsx';
import { AnchorScale } from './anchor-scale.tsx';
import { rowKeys } from './row-keys.ts';
import { rubricStrings } from './strings.ts';
import styles from './dimension-row.module.css';

export type FeedbackRowProps = {
  readonly question: FeedbackQuestion;
  readonly config: RubricConfig;
  readonly answer: FeedbackAnswer;
  readonly onAnswer: (answer: FeedbackAnswer) => void;
  readonly isLocked: boolean;
  readonly isMissing: boolean;
  readonly isOpen: boolean;
  readonly isCollapsible: boolean;
  readonly onToggle: () => void;
};

/** One question about the interviewing, answered like a dimension. */
export function FeedbackRow(props: FeedbackRowProps) {
  const { question, config, answer, onAnswer, isLocked, isMissing, isOpen, isCollapsible, onToggle } = props;
  const headingId = useId();
  const bodyId = useId();
  const { label, anchors } = config.feedback[question];
  const summary = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={styles.given}>
        {answer.rating !== null ? (
          <span className={styles.mark}>{answer.rating}</span>
        ) : answer.cannotSay ? (
          <span className={styles.word}>{rubricStrings.cannotSay}</span>
        ) : (
          <span className={styles.open}>–</span>
        )}
      </span>
    </>
  );
  return (
    // As in a dimension's row: keys of its own, every control works without them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      id={`rate-${question}`}
      className={classNames(styles.row, isMissing && styles.missing)}
      aria-labelledby={headingId}
      tabIndex={-1}
      onKeyDown={rowKeys({
        rate: (rating) => onAnswer({ rating, cannotSay: false }),
        skip: () => onAnswer({ rating: null, cannotSay: !answer.cannotSay }),
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
        <AnchorScale
          label={label}
          anchors={anchors}
          names={null}
          value={answer.rating}
          onValueChange={(rating) => onAnswer({ rating, cannotSay: false })}
          isLocked={isLocked}
        />
        <div>
          <Button
            size="sm"
            variant={answer.cannotSay ? 'secondary' : 'ghost'}
            aria-pressed={answer.cannotSay}
            disabled={isLocked}
            trailing={<Kbd keys="x" />}
            onClick={() => onAnswer({ rating: null, cannotSay: !answer.cannotSay })}
          >
            {rubricStrings.cannotSay}
          </Button>
        </div>
      </div>
    </section>
  );
}
