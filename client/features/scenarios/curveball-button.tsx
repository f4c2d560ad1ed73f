import { Check, Shuffle } from 'lucide-react';
import { formatClock } from '#client/ui/format-time.ts';
import { Popover } from '#client/ui/popover.tsx';
import { useCockpit } from './cockpit-context.ts';
import { splitByLevel } from './cockpit-selectors.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { PlayButton } from './play-button.tsx';
import { plainText } from './sourced-parts.ts';
import { triggerWords } from './trigger-words.ts';
import styles from './due-bar.module.css';

/** Every curveball for the level, one press away whatever is on the panel. */
export function CurveballButton({
  isOpen,
  onOpenChange,
}: {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}) {
  const { scenario, level, progress } = useCockpit();
  const { within } = splitByLevel(scenario.interviewer.curveballs, level);
  return (
    <Popover
      side="top"
      align="end"
      title={strings.playNow}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      trigger={
        <button type="button" className={styles.side}>
          <Shuffle aria-hidden="true" />
          {strings.playNow}
        </button>
      }
    >
      <ul className={styles.list}>
        {within.map((curveball) => {
          const playedAt = progress.curveballs.get(curveball.id);
          return (
            <li key={curveball.id} className={styles.item}>
              <div className={styles.words}>
                <p className={styles.note}>{triggerWords(curveball)}</p>
                <p>{plainText(curveball.say)}</p>
              </div>
              {playedAt === undefined ? (
                <PlayButton curveball={curveball} />
              ) : (
                <span className={styles.played}>
                  <Check aria-hidden="true" />
                  <span className="visually-hidden">{strings.playedAt('')}</span>
                  {formatClock(playedAt)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Popover>
  );
}
