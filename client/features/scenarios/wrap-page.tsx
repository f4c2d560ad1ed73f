import { useState } from 'react';
import { STEPS } from '#shared/domain/vocabulary.ts';
import { useCockpit } from './cockpit-context.ts';
import { groupExpectations, guideOf, ladderFor } from './cockpit-selectors.ts';
import { STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { ExpectationRow } from './expectation-row.tsx';
import { SourcedText } from './sourced-text.tsx';
import reading from './reading.module.css';
import styles from './bookend-page.module.css';

/** The last minutes: the words to end with, and the core points nobody has ticked. */
export function WrapPage() {
  const { scenario, level, progress } = useCockpit();
  // As it stood when the page was opened: ticking one must not pull the next one under the finger.
  const [open] = useState(() =>
    STEPS.map((step) => {
      const guide = guideOf(scenario, step);
      const items = guide ? groupExpectations(guide, level).within.flatMap((group) => group.items) : [];
      return { step, guide, items: items.filter((item) => item.core && !progress.ticked.has(item.id)) };
    }).filter(({ items }) => items.length > 0),
  );
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>{strings.closing}</h2>
      <p className={reading.note}>{strings.closingHint}</p>
      <p className={reading.aloud}>
        <SourcedText text={scenario.interviewer.script.closing} />
      </p>
      <h3 className={reading.title}>{strings.coreLeft}</h3>
      {open.length === 0 ? <p className={reading.note}>{strings.coreLeftNone}</p> : null}
      {open.map(({ step, guide, items }) => (
        <section key={step}>
          <h4 className={reading.heading}>{STEP_NAMES[step]}</h4>
          <ul className={styles.rows}>
            {items.map((item) => (
              <ExpectationRow key={item.id} item={item} ladder={guide ? ladderFor(guide, item.id) : null} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
