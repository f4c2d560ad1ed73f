import { Lock } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { MissingField } from '#shared/domain/rubric-completeness.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { leadTo } from './lead-to.ts';
import { missingText, rubricStrings } from './strings.ts';
import styles from './submit-bar.module.css';

export type SubmitBarProps = {
  readonly missing: readonly MissingField[] | null;
  readonly submission: 'idle' | 'pending' | 'failed';
  readonly isBlocked: boolean;
  readonly warnings: ReactNode;
  readonly onSubmit: () => void;
};

/** Hands in, or names what is missing and leads there. */
export function SubmitBar({ missing, submission, isBlocked, warnings, onSubmit }: SubmitBarProps) {
  const listRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (missing && missing.length > 0) listRef.current?.focus();
  }, [missing]);
  return (
    <footer className={styles.bar}>
      {warnings}
      {missing && missing.length > 0 ? (
        <div ref={listRef} className={styles.missing} tabIndex={-1} role="alert">
          <p className={styles.title}>{rubricStrings.missingTitle(missing.length)}</p>
          <ul className={styles.list}>
            {missing.map((field) => (
              <li key={field.path}>
                <button type="button" className={styles.link} onClick={() => leadTo(field.path)}>
                  {missingText(field)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {submission === 'failed' ? (
        <Notice tone="bad" title={rubricStrings.submitFailed}>
          {rubricStrings.submitFailedText}
        </Notice>
      ) : null}
      <div className={styles.act}>
        <Button
          variant="primary"
          size="lg"
          icon={<Lock />}
          isPending={submission === 'pending'}
          disabled={isBlocked}
          onClick={onSubmit}
        >
          {rubricStrings.submit}
        </Button>
        <span className={styles.hint}>{rubricStrings.submitHint}</span>
      </div>
    </footer>
  );
}
