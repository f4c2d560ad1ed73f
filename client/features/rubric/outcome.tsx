import {
  CONFIDENCES,
  LEVEL_SIGNALS,
  RECOMMENDATIONS,
  type RubricConfig,
} from '#shared/domain/rubric-config.ts';
import { pointsDifferentWays } from '#shared/domain/rubric-completeness.ts';
import { FORM_LIMITS, type RubricContent } from '#shared/domain/rubric-forms.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { CONFIDENCE_NAMES, RECOMMENDATION_NAMES, SIGNAL_NAMES, rubricStrings } from './strings.ts';
import styles from './outcome.module.css';

export type OutcomeProps = {
  readonly content: RubricContent;
  readonly config: RubricConfig;
  readonly level: Level;
  readonly isLocked: boolean;
  readonly onChange: (change: Partial<RubricContent>) => void;
};

/** The overall view comes last, after every dimension was judged by itself. */
export function Outcome({ content, config, level, isLocked, onChange }: OutcomeProps) {
  const left = FORM_LIMITS.reasonMin - content.reason.trim().length;
  const isInconsistent = pointsDifferentWays(content, { config, level });
  return (
    <section className={styles.frame}>
      <h3 className={styles.title}>{rubricStrings.outcomeTitle}</h3>
      <div id="rate-recommendation" className={styles.place} tabIndex={-1}>
        <Field label={rubricStrings.recommendation}>
          <SegmentedControl
            isFullWidth
            isDisabled={isLocked}
            className={styles.recommendation}
            segments={RECOMMENDATIONS.map((value) => ({ value, label: RECOMMENDATION_NAMES[value] }))}
            value={content.recommendation}
            onValueChange={(recommendation) => onChange({ recommendation })}
          />
        </Field>
      </div>
      <div className={styles.pair}>
        <div id="rate-confidence" className={styles.place} tabIndex={-1}>
          <Field label={rubricStrings.confidence}>
            <SegmentedControl
              isFullWidth
              isDisabled={isLocked}
              segments={CONFIDENCES.map((value) => ({ value, label: CONFIDENCE_NAMES[value] }))}
              value={content.confidence}
              onValueChange={(confidence) => onChange({ confidence })}
            />
          </Field>
        </div>
        <div id="rate-levelSignal" className={styles.place} tabIndex={-1}>
          <Field label={rubricStrings.levelSignal(level)}>
            <SegmentedControl
              isFullWidth
              isDisabled={isLocked}
              segments={LEVEL_SIGNALS.map((value) => ({ value, label: SIGNAL_NAMES[value] }))}
              value={content.levelSignal}
              onValueChange={(levelSignal) => onChange({ levelSignal })}
            />
          </Field>
        </div>
      </div>
      <div id="rate-reason" className={styles.place} tabIndex={-1}>
        <Field
          label={rubricStrings.reason}
          hint={left > 0 ? rubricStrings.charactersLeft(left) : rubricStrings.reasonHint}
        >
          <Textarea
            value={content.reason}
            minRows={3}
            maxLength={LIMITS.longText}
            readOnly={isLocked}
            onChange={(event) => onChange({ reason: event.target.value })}
          />
        </Field>
      </div>
      {isInconsistent ? (
        <div id="rate-consistencyNote" className={styles.place} tabIndex={-1}>
          <Notice tone="warn" title={rubricStrings.inconsistent} />
          <Field label={rubricStrings.inconsistentField}>
            <Textarea
              value={content.consistencyNote}
              minRows={2}
              maxLength={LIMITS.reason}
              readOnly={isLocked}
              onChange={(event) => onChange({ consistencyNote: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
    </section>
  );
}
