import { Check, CloudOff, LoaderCircle, Lock, TriangleAlert } from 'lucide-react';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import type { SaveState as Save } from './form-store.ts';
import { rubricStrings } from './strings.ts';
import styles from './save-state.module.css';

export type SaveStateProps = {
  readonly save: Save;
  readonly isLocked: boolean;
  /** Null while trying again would change nothing: two versions wait for a choice. */
  readonly onRetry: (() => void) | null;
};

/** Whether the draft is safe, in one word. */
export function SaveState({ save, isLocked, onRetry }: SaveStateProps) {
  const shown = isLocked ? 'locked' : save;
  const Icon = {
    locked: Lock,
    untouched: Check,
    saved: Check,
    saving: LoaderCircle,
    waiting: CloudOff,
    failed: TriangleAlert,
  }[shown];
  return (
    <span className={styles.frame}>
      <span className={classNames(styles.state, styles[shown])} role="status">
        <Icon size={14} aria-hidden="true" />
        {rubricStrings.save[shown]}
      </span>
      {onRetry && (shown === 'failed' || shown === 'waiting') ? (
        <Button size="sm" variant="ghost" onClick={onRetry}>
          {rubricStrings.retry}
        </Button>
      ) : null}
    </span>
  );
}
