import type { DeepDive } from '#shared/contracts/scenario-format.contract.ts';
import { useState } from 'react';
import { useCockpit } from './cockpit-context.ts';
import { STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { GuideRow } from './guide-row.tsx';
import { SourcedText } from './sourced-text.tsx';
import { plainText } from './sourced-parts.ts';
import reading from './reading.module.css';
import styles from './deep-dive-card.module.css';

/** A topic to dwell on: choose it, then open its questions and what strong answers hold. */
export function DeepDiveCard({
  dive,
  isOpenAtFirst = false,
}: {
  readonly dive: DeepDive;
  readonly isOpenAtFirst?: boolean;
}) {
  const { progress, act, may } = useCockpit();
  const isChosen = progress.deepDives.has(dive.id);
  const [isOpen, setIsOpen] = useState(isOpenAtFirst || isChosen);
  return (
    <GuideRow
      main={{
        kind: 'check',
        isChecked: isChosen,
        checkedTitle: strings.chosen,
        onToggle: (next) => {
          act({ type: 'deep-dive-chosen', deepDiveId: dive.id, isChosen: next });
          if (next) setIsOpen(true);
        },
      }}
      isInert={!may('deep-dive-chosen')}
      itemId={dive.id}
      trailing={
        <button
          type="button"
          className={styles.more}
          aria-expanded={isOpen}
          aria-label={`${strings.details}: ${dive.title}`}
          data-guide-expand=""
          onClick={() => setIsOpen(!isOpen)}
        >
          {strings.details}
        </button>
      }
      detail={
        isOpen ? (
          <>
            <h5 className={reading.heading}>{strings.diveAsk}</h5>
            <ul className={reading.points}>
              {dive.ask.map((text) => (
                <li key={text}>
                  <SourcedText text={text} />
                </li>
              ))}
            </ul>
            <h5 className={reading.heading}>{strings.diveStrong}</h5>
            <ul className={reading.points}>
              {dive.strong.map((text) => (
                <li key={text}>
                  <SourcedText text={text} />
                </li>
              ))}
            </ul>
          </>
        ) : null
      }
    >
      {plainText(dive.title)}
      <span className={styles.step}>{STEP_NAMES[dive.step]}</span>
    </GuideRow>
  );
}
