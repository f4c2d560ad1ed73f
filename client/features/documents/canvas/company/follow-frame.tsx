import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import { useStore } from '@xyflow/react';
import { classNames } from '#client/ui/class-names.ts';
import { Kbd } from '#client/ui/kbd.tsx';
import { isNarrowBoard } from '../view-controls.tsx';
import { COMPANY_STRINGS } from './strings.ts';
import styles from './follow-frame.module.css';

/** Around the board while it shows somebody else's view. */
export function FollowFrame({ user, onStop }: { readonly user: CanvasUser; readonly onStop: () => void }) {
  const isNarrow = useStore((state) => isNarrowBoard(state.width));
  return (
    <div
      className={classNames(styles.frame, isNarrow && styles.narrow)}
      style={{ '--peer': `var(--participant-${user.colour})` }}
    >
      <div className={styles.label} data-company>
        <span>{COMPANY_STRINGS.following(user.name)}</span>
        <button type="button" className={styles.stop} onClick={onStop}>
          {COMPANY_STRINGS.stop} <Kbd keys="Esc" tone="inverse" />
        </button>
      </div>
    </div>
  );
}
