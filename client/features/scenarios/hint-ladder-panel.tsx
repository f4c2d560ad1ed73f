import { Lock } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { HintLadder } from '#shared/contracts/scenario-format.contract.ts';
import { HINT_RUNGS, HINT_UPTAKES, type Dimension } from '#shared/domain/vocabulary.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { useCockpit } from './cockpit-context.ts';
import { DIMENSION_NAMES, RUNG_NAMES, UPTAKE_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { readLadder, type LadderRung } from './cockpit-selectors.ts';
import { RetryNote } from './retry-note.tsx';
import { SourcedText } from './sourced-text.tsx';
import { VoidHint } from './void-hint.tsx';
import styles from './hint-ladder-panel.module.css';

/**
 * Three rungs, least help first. While the interview runs only the next one can be read, so that a glance under stress
 * never lands on the answer; before it, all of them.
 */
export function HintLadderPanel({
  ladder,
  dimension,
}: {
  readonly ladder: HintLadder;
  readonly dimension: Dimension;
}) {
  const { progress, state } = useCockpit();
  const rungs = readLadder(ladder, progress.hints);
  const voided = progress.hints.filter((hint) => hint.hintId === ladder.id && hint.voidedReason !== null);
  return (
    <div className={styles.panel}>
      <p className={styles.note}>
        {strings.readAloud} {strings.countsFor(DIMENSION_NAMES[dimension])}.
      </p>
      <ol className={styles.rungs}>
        {rungs.map((rung, index) => (
          <Rung
            key={rung.rung}
            rung={rung}
            ladder={ladder}
            isReadable={state.status !== 'running' || rung.given !== null || rung.isNext}
            below={HINT_RUNGS[index - 1]}
          />
        ))}
      </ol>
      {voided.map((hint) => (
        <p key={hint.eventId} className={styles.voided}>
          {strings.voided(RUNG_NAMES[hint.rung], formatClock(hint.offsetMs), hint.voidedReason ?? '')}
        </p>
      ))}
      <RetryNote itemId={ladder.id} />
    </div>
  );
}

interface RungProps {
  readonly rung: LadderRung;
  readonly ladder: HintLadder;
  readonly isReadable: boolean;
  readonly below: LadderRung['rung'] | undefined;
}

function Rung({ rung: { rung, text, given, isNext }, ladder, isReadable, below }: RungProps) {
  const { act, may, isPending } = useCockpit();
  const name = RUNG_NAMES[rung];
  const ref = useRef<HTMLLIElement>(null);
  const wasGivenHere = useRef(false);
  const isGiven = given !== null;
  // The button that was pressed is gone; what came of the hint is asked in its place.
  useEffect(() => {
    if (!isGiven || !wasGivenHere.current) return;
    wasGivenHere.current = false;
    ref.current?.querySelector<HTMLElement>('[role="radio"]')?.focus();
  }, [isGiven]);
  return (
    <li ref={ref} className={classNames(styles.rung, given && styles.given)}>
      <div className={styles.head}>
        <h5 className={styles.name}>{name}</h5>
        {given ? (
          <span className={styles.when}>{strings.givenAt(formatClock(given.offsetMs))}</span>
        ) : isNext && may('hint-given') ? (
          <Button
            size="sm"
            aria-label={strings.giveRung(name)}
            // A second press before the answer would ask for the same rung twice.
            disabled={isPending(ladder.id)}
            data-give=""
            onClick={() => {
              wasGivenHere.current = true;
              act({ type: 'hint-given', hintId: ladder.id, rung });
            }}
          >
            {strings.give}
          </Button>
        ) : null}
      </div>
      {isReadable ? (
        <p className={styles.words}>
          <SourcedText text={text} />
        </p>
      ) : (
        <p className={styles.locked}>
          <Lock aria-hidden="true" />
          {below ? strings.after(RUNG_NAMES[below]) : null}
        </p>
      )}
      {given ? (
        <div className={styles.outcome}>
          <SegmentedControl
            size="sm"
            label={strings.uptake}
            segments={HINT_UPTAKES.map((value) => ({ value, label: UPTAKE_NAMES[value] }))}
            value={given.uptake}
            isDisabled={!may('hint-taken')}
            onValueChange={(uptake) => act({ type: 'hint-taken', hintEventId: given.eventId, uptake })}
          />
          {may('hint-voided') ? (
            <VoidHint onVoid={(reason) => act({ type: 'hint-voided', hintEventId: given.eventId, reason })} />
          ) : null}
        </div>
      ) : null}
      {given ? <RetryNote itemId={given.eventId} /> : null}
    </li>
  );
}
