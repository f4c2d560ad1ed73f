import { NOT_ASSESSED_REASONS, type NotAssessedReason } from '#shared/domain/rubric-config.ts';
import { Button } from '#client/ui/button.tsx';
import { Kbd } from '#client/ui/kbd.tsx';
import { Select } from '#client/ui/select.tsx';
import { REASON_NAMES, rubricStrings } from './strings.ts';
import styles from './not-assessed.module.css';

export type NotAssessedProps = {
  readonly reason: NotAssessedReason | null;
  readonly onReasonChange: (reason: NotAssessedReason | null) => void;
  readonly isLocked: boolean;
};

/** "Not assessed" is a choice with a reason; it is never a low rating. */
export function NotAssessed({ reason, onReasonChange, isLocked }: NotAssessedProps) {
  if (isLocked && reason === null) return null;
  return (
    <div className={styles.frame}>
      <Button
        size="sm"
        variant={reason === null ? 'ghost' : 'secondary'}
        aria-pressed={reason !== null}
        disabled={isLocked}
        trailing={<Kbd keys="x" />}
        onClick={() => onReasonChange(reason === null ? 'not_reached' : null)}
      >
        {rubricStrings.notAssessed}
      </Button>
      {reason === null ? null : (
        <>
          <Select
            aria-label={rubricStrings.notAssessedWhy}
            className={styles.reason}
            options={NOT_ASSESSED_REASONS.map((value) => ({ value, label: REASON_NAMES[value] }))}
            value={reason}
            disabled={isLocked}
            onValueChange={onReasonChange}
          />
          <span className={styles.hint}>{rubricStrings.notAssessedHint}</span>
        </>
      )}
    </div>
  );
}
