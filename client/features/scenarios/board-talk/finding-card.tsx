import { Check, Crosshair, X } from 'lucide-react';
import type { BoardFinding } from '#shared/domain/board-checks.ts';
import { Button } from '#client/ui/button.tsx';
import { talkStrings as strings } from './board-talk-strings.ts';
import type { TalkMark } from './talk-marks.ts';
import styles from './finding-card.module.css';

export interface FindingCardProps {
  readonly finding: BoardFinding;
  /** Null where no board is in sight. */
  readonly onShow: ((ids: readonly string[]) => void) | null;
  /** Null where there is nothing to mark. */
  readonly onMark: ((mark: TalkMark) => void) | null;
}

/** What is seen and what one can ask about it, each read at a glance while looking at a person. */
export function FindingCard({ finding, onShow, onMark }: FindingCardProps) {
  const { ids, seen, ask } = finding;
  const canShow = onShow !== null && ids.length > 0;
  return (
    <li className={styles.card} data-guide-card="">
      <p className={styles.seen}>{seen}</p>
      <p className={styles.ask}>
        <span className={styles.label}>{strings.ask}: </span>
        {ask}
      </p>
      {canShow || onMark ? (
        <div className={styles.acts}>
          {onMark ? (
            <>
              <Button
                icon={<Check />}
                aria-label={strings.markUsed(ask)}
                data-guide-item=""
                onClick={() => onMark('used')}
              >
                {strings.used}
              </Button>
              <Button
                variant="ghost"
                icon={<X />}
                aria-label={strings.markDismissed(ask)}
                onClick={() => onMark('dismissed')}
              >
                {strings.dismiss}
              </Button>
            </>
          ) : null}
          {canShow ? (
            <Button
              variant="ghost"
              className={styles.show}
              icon={<Crosshair />}
              aria-label={strings.showOnBoard(seen)}
              onClick={() => onShow(ids)}
            >
              {strings.show}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
