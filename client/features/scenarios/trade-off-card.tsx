import type { TradeOff } from '#shared/contracts/scenario-format.contract.ts';
import { Checkbox } from '#client/ui/checkbox.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { useCockpit } from './cockpit-context.ts';
import { STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { RetryNote } from './retry-note.tsx';
import { SourcedText } from './sourced-text.tsx';
import styles from './trade-off-card.module.css';

const CHOICES = [
  { value: 'a', label: 'A' },
  { value: 'undecided', label: strings.undecided },
  { value: 'b', label: 'B' },
] as const;

/** A choice without a right side: what speaks for each, what a reason has to name, and what the candidate chose. */
export function TradeOffCard({ card }: { readonly card: TradeOff }) {
  const { progress, act, may } = useCockpit();
  const standing = progress.tradeOffs.get(card.id);
  const isInert = !may('trade-off-discussed');
  const record = (choice: 'a' | 'b' | 'undecided', isJustified: boolean) =>
    act({ type: 'trade-off-discussed', tradeOffId: card.id, choice, isJustified });
  return (
    <li className={styles.card} data-guide-card="">
      <p className={styles.step}>{STEP_NAMES[card.step]}</p>
      {(['a', 'b'] as const).map((side) => (
        <div key={side} className={styles.side} data-chosen={standing?.choice === side || undefined}>
          <span className={styles.letter} aria-hidden="true">
            {side.toUpperCase()}
          </span>
          <div>
            <h4 className={styles.name}>
              <SourcedText text={card[side]} />
            </h4>
            <p className={styles.when}>
              <SourcedText text={card[`${side}_when`]} />
            </p>
          </div>
        </div>
      ))}
      <p className={styles.must}>
        <span className={styles.label}>{strings.mustMention}: </span>
        {card.must_mention.join(' · ')}
      </p>
      {isInert && !standing ? null : (
        <div className={styles.outcome}>
          <SegmentedControl
            size="sm"
            label={strings.choice}
            segments={CHOICES}
            value={standing?.choice ?? null}
            isDisabled={isInert}
            onValueChange={(choice) => record(choice, standing?.isJustified ?? false)}
          />
          <Checkbox
            label={strings.justified}
            isChecked={standing?.isJustified ?? false}
            disabled={isInert || !standing || standing.choice === 'undecided'}
            onCheckedChange={(isJustified) => record(standing?.choice ?? 'undecided', isJustified)}
          />
        </div>
      )}
      <RetryNote itemId={card.id} />
    </li>
  );
}
