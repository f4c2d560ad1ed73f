import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '#client/ui/class-names.ts';
import { RetryNote } from './retry-note.tsx';
import styles from './guide-row.module.css';

export interface GuideRowProps {
  /** `check` marks something done, `open` shows more of it. */
  readonly main:
    | {
        readonly kind: 'check';
        readonly isChecked: boolean;
        readonly onToggle: (isChecked: boolean) => void;
        readonly tone?: 'good' | 'bad';
        readonly icon?: ReactNode;
        /** Said when checked, with the time: "Asked 6:12". */
        readonly checkedTitle?: string | undefined;
      }
    | { readonly kind: 'open'; readonly isOpen: boolean; readonly onToggle: (isOpen: boolean) => void };
  /** Nothing may be marked now; the row still reads and takes focus. */
  readonly isInert?: boolean;
  readonly isDone?: boolean;
  readonly children: ReactNode;
  /** Right of the text: buttons that are not part of the main target. */
  readonly trailing?: ReactNode;
  /** Under the text, part of the row but not of its target. */
  readonly detail?: ReactNode;
  /** Whose failed act is said here. */
  readonly itemId?: string;
}

/** One item of the guide: a target as wide as the panel, the same anatomy everywhere. Arrow keys move between them. */
export function GuideRow({
  main,
  isInert = false,
  isDone = false,
  children,
  trailing,
  detail,
  itemId,
}: GuideRowProps) {
  return (
    <li className={classNames(styles.row, isDone && styles.done)}>
      <div className={styles.line}>
        {main.kind === 'check' ? (
          <button
            type="button"
            role="checkbox"
            aria-checked={main.isChecked}
            aria-disabled={isInert || undefined}
            className={classNames(styles.main, isInert && styles.inert)}
            title={main.isChecked ? main.checkedTitle : undefined}
            data-guide-item=""
            onClick={isInert ? undefined : () => main.onToggle(!main.isChecked)}
          >
            <span
              className={classNames(styles.box, main.isChecked && styles[main.tone ?? 'good'])}
              aria-hidden="true"
            >
              {main.isChecked ? <Check /> : main.icon}
            </span>
            <span className={styles.text}>{children}</span>
          </button>
        ) : (
          <button
            type="button"
            aria-expanded={main.isOpen}
            className={styles.main}
            data-guide-item=""
            data-guide-expand=""
            onClick={() => main.onToggle(!main.isOpen)}
          >
            <span className={classNames(styles.chevron, main.isOpen && styles.opened)} aria-hidden="true">
              <ChevronRight />
            </span>
            <span className={styles.text}>{children}</span>
          </button>
        )}
        {trailing ? <div className={styles.trailing}>{trailing}</div> : null}
      </div>
      {itemId ? (
        <div className={styles.failure}>
          <RetryNote itemId={itemId} />
        </div>
      ) : null}
      {detail ? <div className={styles.detail}>{detail}</div> : null}
    </li>
  );
}
