import type { InterviewingReport } from '#shared/contracts/review.contract.ts';
import { HINT_RUNGS } from '#shared/domain/vocabulary.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { RUNG_NAMES, phaseName, reviewStrings } from './strings.ts';
import styles from './interviewing-section.module.css';

/** The interviewer's own look back: what the record says, without a grade. */
export function InterviewingSection({ report }: { readonly report: InterviewingReport }) {
  const { hintCounts, phases, probesAsked, probesMissed, coreExpectations, neverOpened } = report;
  return (
    <div className={styles.frame}>
      <p className={styles.lead}>{reviewStrings.interviewingLead}</p>
      <dl className={styles.figures}>
        <div>
          <dt>{reviewStrings.hintsTitle}</dt>
          <dd>
            {HINT_RUNGS.map((rung) => `${hintCounts[rung]} ${RUNG_NAMES[rung].toLowerCase()}`).join(', ')}
          </dd>
        </div>
        <div>
          <dt>{reviewStrings.probesAsked}</dt>
          <dd>{reviewStrings.askedOf(probesAsked, probesAsked + probesMissed.length)}</dd>
        </div>
        <div>
          <dt>{reviewStrings.coreOpened}</dt>
          <dd>{reviewStrings.askedOf(coreExpectations - neverOpened.length, coreExpectations)}</dd>
        </div>
      </dl>
      {phases.length > 0 ? (
        <List
          title={reviewStrings.offPlan}
          isOpen
          items={phases.map(({ phaseId, plannedMs, spentMs, outcome }) => ({
            text: `${phaseName(phaseId)}: ${reviewStrings.phaseOutcomes[outcome]}`,
            detail: reviewStrings.spentOf(formatClock(spentMs), formatClock(plannedMs)),
          }))}
        />
      ) : null}
      {neverOpened.length > 0 ? (
        <List
          title={reviewStrings.neverOpened(neverOpened.length)}
          items={neverOpened.map(({ text, step, reason }) => ({
            text,
            detail: `${phaseName(step)}, ${reviewStrings.openReasons[reason]}`,
          }))}
        />
      ) : null}
      {probesMissed.length > 0 ? (
        <List
          title={reviewStrings.probesMissed(probesMissed.length)}
          items={probesMissed.map(({ ask, step }) => ({ text: ask, detail: phaseName(step) }))}
        />
      ) : null}
    </div>
  );
}

function List(props: {
  readonly title: string;
  readonly isOpen?: boolean;
  readonly items: readonly { readonly text: string; readonly detail: string }[];
}) {
  return (
    <details className={styles.group} open={props.isOpen}>
      <summary>{props.title}</summary>
      <ul className={styles.list}>
        {props.items.map(({ text, detail }) => (
          <li key={`${detail}.${text}`}>
            {text} <span className={styles.detail}>{detail}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
