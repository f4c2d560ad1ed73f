import { Check } from 'lucide-react';
import type { Reveal } from '#shared/contracts/scenario-format.contract.ts';
import { Button } from '#client/ui/button.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { plainText } from './sourced-parts.ts';
import styles from './show-button.module.css';

/** Hands a card to everybody at one press; afterwards the time stands in the same place, so that nothing beside it moves. */
export function ShowButton({ reveal }: { readonly reveal: Reveal }) {
  const { shown, act, may, isPending } = useCockpit();
  const shownAt = shown.get(reveal.id);
  return (
    <span className={styles.place}>
      {shownAt !== undefined ? (
        <span className={styles.shown} title={strings.shownAt(formatClock(shownAt))}>
          <Check aria-hidden="true" />
          <span className="visually-hidden">{strings.shownAt('')}</span>
          {formatClock(shownAt)}
        </span>
      ) : may('reveal-shown') ? (
        <Button
          size="sm"
          isPending={isPending(reveal.id)}
          aria-label={`${strings.showToCandidate}: ${plainText(reveal.listen_for[0] ?? '')}`}
          title={strings.showToCandidate}
          onClick={() => act({ type: 'reveal-shown', revealId: reveal.id })}
        >
          {strings.show}
        </Button>
      ) : null}
    </span>
  );
}
