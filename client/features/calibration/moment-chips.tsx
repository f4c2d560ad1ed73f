import { X } from 'lucide-react';
import type { ReferenceMoment } from '#shared/contracts/calibration.contract.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { calibrationStrings as strings } from './strings.ts';
import styles from './moment-chips.module.css';

export type MomentChipsProps = {
  readonly moments: readonly ReferenceMoment[];
  readonly ids: readonly string[];
  readonly onShow: (momentId: string) => void;
  readonly onRemove?: (momentId: string) => void;
};

/** Moments a rating rests on, as clock times that lead to them. */
export function MomentChips({ moments, ids, onShow, onRemove }: MomentChipsProps) {
  const shown = moments.filter(({ id }) => ids.includes(id));
  return (
    <ul className={styles.chips}>
      {shown.map(({ id, offsetMs }) => {
        const clock = formatClock(offsetMs);
        return (
          <li key={id} className={styles.chip}>
            <button
              type="button"
              className={styles.show}
              aria-label={strings.goTo(clock)}
              onClick={() => onShow(id)}
            >
              {clock}
            </button>
            {onRemove ? (
              <button
                type="button"
                className={styles.remove}
                aria-label={strings.unpickOf(clock)}
                onClick={() => onRemove(id)}
              >
                <X size={12} aria-hidden="true" />
              </button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
