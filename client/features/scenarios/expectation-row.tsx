import { Lightbulb } from 'lucide-react';
import { useId, useState } from 'react';
import type { Expectation, HintLadder } from '#shared/contracts/scenario-format.contract.ts';
import { HINT_RUNGS } from '#shared/domain/vocabulary.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { GuideRow } from './guide-row.tsx';
import { LaterHintLadder } from './later-hint-ladder.tsx';
import { readLadder } from './cockpit-selectors.ts';
import { SourceReference } from './source-reference.tsx';
import { citedSources, plainText } from './sourced-parts.ts';
import styles from './expectation-row.module.css';

export interface ExpectationRowProps {
  readonly item: Expectation;
  readonly ladder?: HintLadder | null;
  /** In the reading mode of a search result the ladder that matched is open. */
  readonly isOpenAtFirst?: boolean;
}

/** One behaviour to hear or see: a tick, and where there is one, the ladder of hints towards it. */
export function ExpectationRow({ item, ladder = null, isOpenAtFirst = false }: ExpectationRowProps) {
  const { progress, act, may, scenario } = useCockpit();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const panelId = useId();
  const tickedAt = progress.ticked.get(item.id);
  const cited = [...new Set([...(item.src ?? []), ...citedSources(item.text)])];
  const givenCount = ladder ? readLadder(ladder, progress.hints).filter(({ given }) => given).length : 0;
  return (
    <GuideRow
      main={{
        kind: 'check',
        isChecked: tickedAt !== undefined,
        checkedTitle: tickedAt === undefined ? undefined : formatClock(tickedAt),
        onToggle: (isTicked) => act({ type: 'expectation-ticked', expectationId: item.id, isTicked }),
      }}
      isInert={!may('expectation-ticked')}
      isDone={tickedAt !== undefined}
      itemId={item.id}
      trailing={
        <>
          {cited.map((id) => (
            <SourceReference key={id} id={id} sources={scenario.interviewer.sources} />
          ))}
          {ladder ? (
            <button
              type="button"
              className={styles.hints}
              aria-expanded={isOpen}
              aria-controls={panelId}
              aria-label={`${strings.hintsFor(plainText(item.text))} ${strings.hintsGiven(givenCount)}`}
              title={strings.openHints}
              data-guide-expand=""
              onClick={() => setIsOpen(!isOpen)}
            >
              <Lightbulb aria-hidden="true" />
              <span className={styles.pips} aria-hidden="true">
                {HINT_RUNGS.map((rung, index) => (
                  <span key={rung} className={index < givenCount ? styles.pipOn : styles.pip} />
                ))}
              </span>
            </button>
          ) : null}
        </>
      }
      detail={
        ladder && isOpen ? (
          <div id={panelId}>
            <LaterHintLadder ladder={ladder} dimension={item.dim} />
          </div>
        ) : null
      }
    >
      {item.core ? <span className={styles.core}>{strings.core}</span> : null}
      {plainText(item.text)}
    </GuideRow>
  );
}
