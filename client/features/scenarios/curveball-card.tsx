import { Check } from 'lucide-react';
import type { Curveball } from '#shared/contracts/scenario-format.contract.ts';
import { Badge } from '#client/ui/badge.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { ExpectationRow } from './expectation-row.tsx';
import { PlayButton } from './play-button.tsx';
import { RetryNote } from './retry-note.tsx';
import { RevealRow } from './reveal-row.tsx';
import { SourcedText } from './sourced-text.tsx';
import { triggerWords } from './trigger-words.ts';
import styles from './curveball-card.module.css';

/** A change of one assumption: the words to say, what to show with them, and what to hear afterwards. */
export function CurveballCard({
  curveball,
  isDue,
}: {
  readonly curveball: Curveball;
  readonly isDue: boolean;
}) {
  const { scenario, progress } = useCockpit();
  const playedAt = progress.curveballs.get(curveball.id);
  const exhibit = scenario.reveals.find(({ id }) => id === curveball.exhibit);
  return (
    <li className={styles.card} data-guide-card="">
      <div className={styles.head}>
        <p className={styles.trigger}>{triggerWords(curveball)}</p>
        {isDue ? <Badge tone="warn">{strings.due}</Badge> : null}
        {playedAt === undefined ? (
          <PlayButton curveball={curveball} />
        ) : (
          <span className={styles.played}>
            <Check aria-hidden="true" />
            {strings.playedAt(formatClock(playedAt))}
          </span>
        )}
      </div>
      <p className={styles.say}>
        <SourcedText text={curveball.say} />
      </p>
      <RetryNote itemId={curveball.id} />
      <ul className={styles.rows}>
        {exhibit ? <RevealRow reveal={exhibit} /> : null}
        {curveball.expects.map((item) => (
          <ExpectationRow key={item.id} item={item} />
        ))}
      </ul>
    </li>
  );
}
