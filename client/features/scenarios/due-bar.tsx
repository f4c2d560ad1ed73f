import { Bell } from 'lucide-react';
import type { Curveball, Reveal } from '#shared/contracts/scenario-format.contract.ts';
import { Popover } from '#client/ui/popover.tsx';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { PlayButton } from './play-button.tsx';
import { ShowButton } from './show-button.tsx';
import { plainText } from './sourced-parts.ts';
import styles from './due-bar.module.css';

export interface DueBarProps {
  readonly offers: readonly Reveal[];
  readonly curveballs: readonly Curveball[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** What should be offered or played by now. It has its place at the foot whether anything is due or not, so nothing jumps. */
export function DueBar({ offers, curveballs, isOpen, onOpenChange }: DueBarProps) {
  const count = offers.length + curveballs.length;
  const first = offers[0]
    ? `${strings.offerNow}: ${plainText(offers[0].listen_for[0] ?? '')}`
    : curveballs[0]
      ? `${strings.playNow}: ${plainText(curveballs[0].say)}`
      : strings.nothingDue;
  return (
    <>
      <span className="visually-hidden" aria-live="polite">
        {count > 0 ? `${strings.dueCount(count)}. ${first}` : ''}
      </span>
      <Popover
        side="top"
        title={strings.dueBar}
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        trigger={
          <button
            type="button"
            className={styles.bar}
            data-due={count > 0 ? '' : undefined}
            aria-label={count > 0 ? `${strings.openDue}: ${strings.dueCount(count)}` : undefined}
          >
            <Bell aria-hidden="true" />
            <span className={styles.first}>{first}</span>
            {count > 1 ? <span className={styles.count}>{strings.dueCount(count)}</span> : null}
          </button>
        }
      >
        {count === 0 ? (
          <p className={styles.note}>{strings.nothingDueLong}</p>
        ) : (
          <ul className={styles.list}>
            {offers.map((reveal) => (
              <li key={reveal.id} className={styles.item}>
                <div className={styles.words}>
                  <p className={styles.title}>{plainText(reveal.listen_for[0] ?? '')}</p>
                  <p className={styles.note}>{reveal.listen_for.slice(1).map(plainText).join(' · ')}</p>
                  <p className={styles.note}>{strings.offerByLong(reveal.offer_by_minute ?? 0)}</p>
                </div>
                <ShowButton reveal={reveal} />
              </li>
            ))}
            {curveballs.map((curveball) => (
              <li key={curveball.id} className={styles.item}>
                <div className={styles.words}>
                  <p className={styles.note}>{strings.playNow}</p>
                  <p>{plainText(curveball.say)}</p>
                </div>
                <PlayButton curveball={curveball} />
              </li>
            ))}
          </ul>
        )}
      </Popover>
    </>
  );
}
